import { eq } from 'drizzle-orm'
import type { Context, Ports } from '@stoa/core'
import { compileFilters, type Match } from '@stoa/guards'
import { filters, type filterActions } from './schema.ts'

export type FilterAction = (typeof filterActions)[number]
type Find = (text: string) => Promise<Match<FilterAction>[]>

// Read again after so long, should a node have missed that they changed.
const lifetime = 5 * 60_000
const kept = new WeakMap<Ports, { readAt: number; find: Promise<Find> }>()

/** Makes this process read the filters again; called on every node after `filters.changed`. */
export const dropFilters = (ports: Ports): void => void kept.delete(ports)

/** What the filters that are on find in a text; passages may overlap. */
export async function filtered(ctx: Context, text: string): Promise<Match<FilterAction>[]> {
  const find = await present(ctx)
  return find(text)
}

function present(ctx: Context): Promise<Find> {
  const time = Date.parse(ctx.now)
  const known = kept.get(ctx.ports)
  // The demo writes in the past, so what was read may be younger than now.
  if (known && Math.abs(time - known.readAt) < lifetime) return known.find
  const find = read(ctx)
  kept.set(ctx.ports, { readAt: time, find })
  find.catch(() => kept.delete(ctx.ports))
  return find
}

async function read({ db }: Context): Promise<Find> {
  const { form, value, action } = filters
  const rows = await db
    .select({ form, value, action })
    .from(filters)
    .where(eq(filters.enabled, true))
  return rows.length === 0 ? () => Promise.resolve([]) : compileFilters(rows)
}
