import { and, asc, eq, sql } from 'drizzle-orm'
import { write, type Context } from '@stoa/core'
import { showOnThread } from './marking.ts'
import { tickets } from './schema.ts'

/**
 * Consequence of `thread.merged`: its tickets are about the thread that it became part of. Where a
 * requester has an open one about that too, theirs keeps the old thread, whose address leads to the
 * new one, until the desk merges the two.
 */
export async function followThread(ctx: Context, threadId: number, intoId: number): Promise<void> {
  await write(ctx, async (ctx) => {
    const ids = await ticketsOf(ctx, threadId)
    for (const { id } of ids) await move(ctx, id, intoId)
    if (ids.length === 0) return
    for (const one of [threadId, intoId].sort((a, b) => a - b)) await showOnThread(ctx, one)
  })
}

const ticketsOf = ({ db }: Context, threadId: number) =>
  db
    .select({ id: tickets.id })
    .from(tickets)
    .where(eq(tickets.threadId, threadId))
    .orderBy(asc(tickets.id))

const move = ({ db }: Context, id: number, intoId: number) =>
  db
    .update(tickets)
    .set({ threadId: intoId })
    .where(
      and(
        eq(tickets.id, id),
        sql`(${tickets.state} in ('resolved', 'closed') or not exists (
          select from ${tickets} as other where other.thread_id = ${intoId}
            and other.requester_id = ${tickets.requesterId}
            and other.state not in ('resolved', 'closed')))`
      )
    )
