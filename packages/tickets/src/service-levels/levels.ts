import { desc } from 'drizzle-orm'
import type { Context, DeskTopic } from '@stoa/core'
import type { ServiceLevels } from './contract.ts'
import type { Priority } from '../lifecycle/states.ts'
import { serviceLevels } from './schema.ts'

const office = { from: '09:00', to: '18:00' }
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

type Target = ServiceLevels['targets'][Priority]
type About = { topic: DeskTopic; priority: Priority }

/** Returns the target for a topic and priority. */
export function targetFor({ targets, exceptions }: ServiceLevels, about: About): Target {
  const own = exceptions.find(
    ({ topic, priority }) => topic === about.topic && priority === about.priority
  )
  return own ?? targets[about.priority]
}

const hoursOf = ({ firstResponse, resolution }: Target) =>
  `${firstResponse / 60} / ${resolution / 60}`

/** The service levels as their form edits them: targets in hours. */
export const editedLevels = ({ targets, exceptions, ...levels }: ServiceLevels) => ({
  ...levels,
  targets: Object.fromEntries(
    Object.entries(targets).map(([priority, target]) => [priority, hoursOf(target)])
  ),
  exceptions: exceptions.map((one) => `${one.topic} · ${one.priority}: ${hoursOf(one)}`)
})

/** Returns the current service levels. */
export async function levelsOf({ db }: Pick<Context, 'db'>): Promise<ServiceLevels> {
  const [newest] = await db
    .select({ levels: serviceLevels.levels })
    .from(serviceLevels)
    .orderBy(desc(serviceLevels.id))
    .limit(1)
  // Rows stored before a setting existed get its default.
  return { ...usualLevels, ...newest?.levels }
}
