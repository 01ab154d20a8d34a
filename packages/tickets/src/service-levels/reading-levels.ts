import { desc } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { usualLevels, type ServiceLevels } from './levels.ts'
import { serviceLevels } from './schema.ts'

/** How fast the desk wants to be, and when it is open. */
export async function levelsOf({ db }: Pick<Context, 'db'>): Promise<ServiceLevels> {
  const [newest] = await db
    .select({ levels: serviceLevels.levels })
    .from(serviceLevels)
    .orderBy(desc(serviceLevels.id))
    .limit(1)
  // What was set before there was more to set holds on.
  return { ...usualLevels, ...newest?.levels }
}
