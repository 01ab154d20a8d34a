import { eq } from 'drizzle-orm'
import { keepInMemory, type Context } from '@stoa/core'
import { compileFilters, type Match } from '@stoa/guards'
import { filters, type filterActions } from './schema.ts'

export type FilterAction = (typeof filterActions)[number]
type Find = (text: string) => Promise<Match<FilterAction>[]>

const memory = keepInMemory(5 * 60_000, readFilters)

/** Makes this process read the filters again; called on every node after `filters.changed`. */
export const dropFilters = memory.drop

/** What the filters of one action that are on find in a text; passages may overlap. */
export async function filtered(
  ctx: Context,
  text: string,
  action: FilterAction
): Promise<Match<FilterAction>[]> {
  const find = (await memory.of(ctx)).get(action)
  return find ? find(text) : []
}

// Apart by action: each step of writing asks for one.
async function readFilters({ db }: Context): Promise<Map<FilterAction, Find>> {
  const { form, value, action } = filters
  const rows = await db
    .select({ form, value, action })
    .from(filters)
    .where(eq(filters.enabled, true))
  const byAction = Map.groupBy(rows, ({ action }) => action)
  return new Map(Array.from(byAction, ([action, some]) => [action, compileFilters(some)]))
}
