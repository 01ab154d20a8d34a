import { desc } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { usualLevels, type ServiceLevels, type Target } from './levels.ts'
import { serviceLevels } from './schema.ts'

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
