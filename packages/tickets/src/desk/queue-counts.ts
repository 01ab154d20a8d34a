import { and, sql, type SQL } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import type { z } from 'zod'
import { countLimit, type queueCounts } from './contract.ts'
import { deskTickets } from '../policy.ts'
import { isIn } from './queue.ts'
import { tickets } from '../schema.ts'

type Counts = z.output<typeof queueCounts>

const counted = ['unassigned', 'mine', 'overdue', 'waiting', 'snoozed'] as const

/** Counts the tickets that the actor answers, per view, up to `countLimit` each. */
export async function countQueue(ctx: Context): Promise<Counts> {
  const columns = counted.map((view) => sql`${countOf(ctx, view)} as ${sql.identifier(view)}`)
  const [row] = await ctx.db.execute<Counts>(sql`select ${sql.join(columns, sql`, `)}`)
  return row ?? { unassigned: 0, mine: 0, overdue: 0, waiting: 0, snoozed: 0 }
}

function countOf(ctx: Context, view: (typeof counted)[number]): SQL {
  const some = ctx.db
    .select({ one: sql`1`.as('one') })
    .from(tickets)
    .where(and(deskTickets(ctx.actor), isIn(ctx, view)))
    .limit(countLimit)
    .as('some')
  return sql`(select count(*)::int from ${some})`
}
