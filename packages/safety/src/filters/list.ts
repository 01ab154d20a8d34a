import { and, asc, eq, sql } from 'drizzle-orm'
import { conflict, emit, invalid, notFound, transaction, type Context } from '@stoa/core'
import { recordSecurityEvent } from '@stoa/accounts'
import { users } from '@stoa/accounts/tables'
import { isUsable } from '@stoa/guards'
import type { FilterInput, FilterRow } from './contract.ts'
import { authorize, can } from '../policy.ts'
import { filters } from './schema.ts'

const maxFilters = 500

/**
 * Lists all filters, enabled ones first. @throws Problem 403 without the capability `moderation`
 */
export async function listFilters(ctx: Context): Promise<{ items: FilterRow[] }> {
  authorize.readFilters(ctx.actor)
  const rows = await ctx.db
    .select({ filter: filters, by: users.username })
    .from(filters)
    .innerJoin(users, eq(users.id, sql`coalesce(${filters.changedById}, ${filters.addedById})`))
    .orderBy(sql`not ${filters.enabled}`, asc(filters.action), asc(filters.id))
  return { items: rows.map(({ filter, by }) => toFilterRow(ctx, filter, by)) }
}

const toFilterRow = (ctx: Context, row: typeof filters.$inferSelect, by: string): FilterRow => ({
  id: row.id,
  form: row.form,
  value: row.value,
  action: row.action,
  enabled: row.enabled,
  tried: row.triedAt !== null,
  by,
  changedAt: row.changedAt ?? row.addedAt,
  can: { change: can.changeFilter(ctx.actor, row.action) }
})

/**
 * Adds a filter. It is disabled until it has been tried.
 * @throws Problem 403; 422 on `value` if it is unusable or exists already, or as `ports.safety.review`;
 * 409 `filters_full`
 */
export async function addFilter(ctx: Context, input: FilterInput): Promise<{ id: number }> {
  authorize.changeFilter(ctx.actor, input.action)
  if (!isUsable(input)) throw invalid('value', 'guards_filter_unusable')
  await ctx.ports.safety.review(ctx, { path: 'value', text: input.value })
  if ((await ctx.db.$count(filters)) >= maxFilters) throw conflict('filters_full')
  return transaction(ctx, async (ctx) => {
    const [row] = await ctx.db
      .insert(filters)
      .values({ ...input, addedById: ctx.actor.id, addedAt: ctx.now })
      .onConflictDoNothing()
      .returning({ id: filters.id })
    if (!row) throw invalid('value', 'guards_filter_known')
    await record(ctx, row.id, 'added')
    return row
  })
}

const record = (ctx: Context, filterId: number, change: 'added' | 'on' | 'off' | 'removed') =>
  recordSecurityEvent(ctx, 'setting.changed', { details: { setting: 'filter', filterId, change } })

/**
 * Enables or disables a filter.
 * @throws Problem 404, 403; 409 `filter_untried` if nobody has tried it
 */
export async function switchFilter(ctx: Context, id: number, enabled: boolean): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const found = await locked(ctx, id)
    if (enabled && found.triedAt === null) throw conflict('filter_untried')
    const change = { enabled, changedById: ctx.actor.id, changedAt: ctx.now }
    await ctx.db.update(filters).set(change).where(eq(filters.id, id))
    await record(ctx, id, enabled ? 'on' : 'off')
    await emit(ctx, 'filters.changed', {})
  })
}

/** @throws Problem 404, 403 */
export async function removeFilter(ctx: Context, id: number): Promise<void> {
  await transaction(ctx, async (ctx) => {
    await locked(ctx, id)
    await ctx.db.delete(filters).where(eq(filters.id, id))
    await record(ctx, id, 'removed')
    await emit(ctx, 'filters.changed', {})
  })
}

async function locked(ctx: Context, id: number) {
  authorize.readFilters(ctx.actor)
  const [found] = await ctx.db
    .select()
    .from(filters)
    .where(and(eq(filters.id, id)))
    .for('update')
  if (!found) throw notFound()
  authorize.changeFilter(ctx.actor, found.action)
  return found
}
