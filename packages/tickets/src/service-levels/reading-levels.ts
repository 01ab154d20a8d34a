import { desc } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { usualLevels, type ServiceLevels } from './levels.ts'
import { serviceLevels } from './schema.ts'

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
