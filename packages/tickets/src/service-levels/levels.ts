import type { DeskTopic } from '@stoa/core'
import type { Calendar, Opening } from './business-clock.ts'
import type { Priority } from '../lifecycle/states.ts'

/** Minutes of business hours. */
export type Target = { firstResponse: number; resolution: number }

/** Response targets and business hours of the desk. */
export type ServiceLevels = Calendar & {
  targets: Record<Priority, Target>
  /** Targets for single topics. */
  exceptions: ({ topic: DeskTopic; priority: Priority } & Target)[]
  /** Hours during which a requester may object to a publication; 0 publishes immediately. */
  objectionHours: number
}

const office: Opening = { from: '09:00', to: '18:00' }
const hour = 60
const workingDay = 9 * hour

/** Default until an admin changes them. */
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

/** Returns the target for a topic and priority. */
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

/** Whether every target fits into a year of business hours; a longer one would never be due. */
export function areTargetsReachable({
  week,
  targets,
  exceptions
}: Pick<ServiceLevels, 'week' | 'targets' | 'exceptions'>): boolean {
  const weekly = week.reduce((sum, opening) => sum + (opening ? openOn(opening) : 0), 0)
  const resolutions = [...Object.values(targets), ...exceptions].map(({ resolution }) => resolution)
  // A week without hours is refused by its own rule.
  return weekly === 0 || Math.max(...resolutions) <= weeksOfYear * weekly
}
