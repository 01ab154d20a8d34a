import type { DeskTopic } from '@stoa/core'
import type { Calendar, Opening } from './business-clock.ts'
import type { Priority } from '../states.ts'

/** In minutes of the desk's hours. */
export type Target = { firstResponse: number; resolution: number }

/** How fast the desk wants to be, and when it is open. */
export type ServiceLevels = Calendar & {
  targets: Record<Priority, Target>
  /** Topics that have targets of their own. */
  exceptions: ({ topic: DeskTopic; priority: Priority } & Target)[]
  /** So long a requester may object to what is to be published; 0: it is published at once. */
  objectionHours: number
}

const office: Opening = { from: '09:00', to: '18:00' }
const hour = 60
const workingDay = 9 * hour

/** What holds until somebody says otherwise. */
export const usualLevels: ServiceLevels = {
  timeZone: 'UTC',
  week: [office, office, office, office, office, null, null],
  holidays: [],
  targets: {
    urgent: { firstResponse: hour, resolution: workingDay },
    high: { firstResponse: 4 * hour, resolution: 2 * workingDay },
    normal: { firstResponse: workingDay, resolution: 5 * workingDay },
    low: { firstResponse: 3 * workingDay, resolution: 10 * workingDay }
  },
  exceptions: [],
  objectionHours: 24
}

type About = { topic: DeskTopic; priority: Priority }

/** What holds for such tickets. */
export function targetFor({ targets, exceptions }: ServiceLevels, about: About): Target {
  const own = exceptions.find(
    ({ topic, priority }) => topic === about.topic && priority === about.priority
  )
  return own ?? targets[about.priority]
}

const weeksOfYear = 52
const minutesOf = (clockTime: string) =>
  Number(clockTime.slice(0, 2)) * hour + Number(clockTime.slice(3))
const openOn = ({ from, to }: Opening) => (minutesOf(to) || 24 * hour) - minutesOf(from)

/** Whether every target fits into a year of the desk's hours: one that doesn't is never due. */
export function isReachable({
  week,
  targets,
  exceptions
}: Pick<ServiceLevels, 'week' | 'targets' | 'exceptions'>): boolean {
  const weekly = week.reduce((sum, opening) => sum + (opening ? openOn(opening) : 0), 0)
  const resolutions = [...Object.values(targets), ...exceptions].map(({ resolution }) => resolution)
  // A week without hours is refused as that.
  return weekly === 0 || Math.max(...resolutions) <= weeksOfYear * weekly
}
