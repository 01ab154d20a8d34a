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
  told: PublicPattern[]
}

const memory = cached(5 * 60_000, readFilters)

/** Makes this process read the filters again; called on every node after `filters.changed`. */
export const invalidateFilters = memory.drop

/** What the filters of one action that are on find in a text; passages may overlap. */
export async function filtered(
  ctx: Context,
  text: string,
  action: FilterAction
): Promise<Match<FilterAction>[]> {
  const find = (await memory.of(ctx)).finders.get(action)
  return find ? find(text) : []
}

/** The filters of one action that are on, for a thread that has none of this process's memory. */
export const filtersFor = async (ctx: Context, action: FilterAction) =>
  (await memory.of(ctx)).rows.filter((row) => row.action === action)

/**
 * The patterns of keys and account IDs of the organisation, which a browser looks for while somebody types.
 * None of words, in whatever form: they may be the secret itself; nor of what else is looked for, which would teach spammers.
 */
export const publicPatterns = async (ctx: Context): Promise<{ items: PublicPattern[] }> => ({
  items: (await memory.of(ctx)).told
})

async function readFilters({ db }: Context): Promise<Kept> {
  const { form, value, action } = filters
  const rows = await db
    .select({ form, value, action })
    .from(filters)
    .where(eq(filters.enabled, true))
  // Apart by action: each step of writing asks for one.
  const byAction = Map.groupBy(rows, ({ action }) => action)
  return {
    rows,
    finders: new Map(Array.from(byAction, ([action, some]) => [action, compileFilters(some)])),
    told: rows.flatMap(({ form, value, action }) => {
      const kind = publicKinds.get(action)
      return kind && form === 'pattern' && !findsItself(value) ? [{ kind, value }] : []
    })
  }
}

const publicKinds = new Map<FilterAction, PublicPattern['kind']>([
  ['secret', 'organisation_secret'],
  ['account_id', 'account_id']
])
