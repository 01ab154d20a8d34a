import { and, desc, eq, lt, notInArray } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { decodeCursor, idKey, paged } from '@stoa/core/data'
import { threads } from '@stoa/threads/tables'
import type { z } from 'zod'
import type { TicketRow } from '../shapes.ts'
import type { ticketQuery } from './contract.ts'
import { ownTickets } from '../policy.ts'
import { tickets } from '../schema.ts'
import { rowColumns, rowOf } from '../conversation/ticket-row.ts'

type Query = z.output<typeof ticketQuery>

const pageSize = 20

/** Lists the actor's own tickets, newest first. */
export async function listOwn(ctx: Context, { thread, open, cursor }: Query) {
  const [before] = cursor ? decodeCursor(cursor, idKey) : []
  const rows = await ctx.db
    .select(rowColumns(ctx))
    .from(tickets)
    .leftJoin(threads, eq(threads.id, tickets.threadId))
    .where(
      and(
        ownTickets(ctx.actor),
        thread ? eq(tickets.threadId, thread) : undefined,
        open ? notInArray(tickets.state, ['resolved', 'closed']) : undefined,
        before ? lt(tickets.id, before) : undefined
      )
    )
    .orderBy(desc(tickets.id))
    .limit(pageSize + 1)
  const { items, next } = paged(rows, pageSize, ({ id }) => [id])
  return { items: items.map((row): TicketRow => rowOf(row)), next }
}
