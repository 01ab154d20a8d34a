import { and, asc, gt, notInArray } from 'drizzle-orm'
import { emit, write, type Context } from '@stoa/core'
import { keepClock } from './due.ts'
import type { ServiceLevels } from './levels.ts'
import { serviceLevels, tickets } from './schema.ts'

/** Sets how fast the desk wants to be, and when it is open, for open tickets too; who did is kept. */
export async function setLevels(ctx: Context, levels: ServiceLevels): Promise<void> {
  await write(ctx, async (ctx) => {
    const values = { levels, createdById: ctx.actor.id, createdAt: ctx.now }
    await ctx.db.insert(serviceLevels).values(values)
    await emit(ctx, 'service_levels.changed', {})
  })
}

const atOnce = 500

/** Consequence of `service_levels.changed`: what is open is due anew. */
export async function reckonAgain(ctx: Context): Promise<void> {
  let last = 0
  for (;;) {
    const rows = await openBehind(ctx, last)
    for (const { id } of rows) await write(ctx, (ctx) => keepClock(ctx, id))
    if (rows.length < atOnce) return
    last = rows.at(-1)?.id ?? last
  }
}

const openBehind = ({ db }: Context, last: number) =>
  db
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(gt(tickets.id, last), notInArray(tickets.state, ['resolved', 'closed'])))
    .orderBy(asc(tickets.id))
    .limit(atOnce)
