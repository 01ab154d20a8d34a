import { eq } from 'drizzle-orm'
import { cached, type Context } from '@stoa/core'
import { compileFilters, findsItself, type FilterOf, type Match } from '@stoa/guards'
import type { PublicPattern } from './contract.ts'
import { filters, type filterActions } from './schema.ts'

export type FilterAction = (typeof filterActions)[number]
type Find = (text: string) => Promise<Match<FilterAction>[]>
type Kept = {
  rows: FilterOf<FilterAction>[]
  finders: Map<FilterAction, Find>
  publicPatterns: PublicPattern[]
}

const cache = cached(5 * 60_000, readFilters)

/** Makes this process read the filters again; called on every node after `filters.changed`. */
export const invalidateFilters = cache.drop

/** Finds the passages that enabled filters of this action match; passages may overlap. */
export async function filtered(
  ctx: Context,
  text: string,
  action: FilterAction
): Promise<Match<FilterAction>[]> {
  const find = (await cache.of(ctx)).finders.get(action)
  return find ? find(text) : []
}

/** Enabled filters of this action, to send to a worker thread that does not share this cache. */
export const filtersFor = async (ctx: Context, action: FilterAction) =>
  (await cache.of(ctx)).rows.filter((row) => row.action === action)

/**
 * Patterns of the organisation's keys and account ids, which the browser checks while somebody
 * types. Literal words are left out as they may be the secret itself, and other filters as spammers
 * would learn them.
 */
export const publicPatterns = async (ctx: Context): Promise<{ items: PublicPattern[] }> => ({
  items: (await cache.of(ctx)).publicPatterns
})

async function readFilters({ db }: Context): Promise<Kept> {
  const { form, value, action } = filters
  const rows = await db
    .select({ form, value, action })
    .from(filters)
    .where(eq(filters.enabled, true))
  // Grouped by action, as each check uses one.
  const byAction = Map.groupBy(rows, ({ action }) => action)
  return {
    rows,
    finders: new Map(Array.from(byAction, ([action, some]) => [action, compileFilters(some)])),
    publicPatterns: rows.flatMap(({ form, value, action }) => {
      const kind = publicKinds.get(action)
      return kind && form === 'pattern' && !findsItself(value) ? [{ kind, value }] : []
    })
  }
}

const publicKinds = new Map<FilterAction, PublicPattern['kind']>([
  ['secret', 'organisation_secret'],
  ['account_id', 'account_id']
])
