import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm'
import { transaction, type Context } from '@stoa/core'
import { showOnThread } from './thread-mark.ts'
import { postMoves, posts, threadHistory } from '@stoa/threads/tables'
import { deskTopics, tickets } from '../schema.ts'

/**
 * Effect of `thread.merged`: its tickets follow to the target thread. If a requester has an open
 * ticket on the target too, theirs keeps the old thread, whose address redirects, until the desk
 * merges the two tickets.
 */
export async function followThread(ctx: Context, threadId: number, intoId: number): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const ids = await ticketsOf(ctx, threadId)
    for (const { id } of ids) await move(ctx, id, intoId)
    if (ids.length === 0) return
    for (const one of [threadId, intoId].sort((a, b) => a - b)) await showOnThread(ctx, one)
  })
}

/**
 * Effect of `thread.split`, which also undoes a merge: tickets that were escalated from the thread
 * return to it, wherever its posts have been meanwhile.
 */
export async function returnTickets(ctx: Context, threadId: number): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const away = await ticketsAway(ctx, threadId)
    if (away.length === 0) return
    for (const { id } of away) await move(ctx, id, threadId)
    const places = new Set([threadId, ...away.flatMap((one) => one.threadId ?? [])])
    for (const one of [...places].sort((a, b) => a - b)) await showOnThread(ctx, one)
  })
}

// The thread's history line "escalated" has the same time as its ticket, which identifies the
// ticket.
const ticketsAway = ({ db }: Context, threadId: number) =>
  db
    .select({ id: tickets.id, threadId: tickets.threadId })
    .from(tickets)
    .where(
      and(
        // Lists all topics so that the index on topic and creation time can be used.
        inArray(tickets.topic, db.select({ key: deskTopics.key }).from(deskTopics)),
        ne(tickets.threadId, threadId),
        sql`${tickets.createdAt} in (select created_at from ${threadHistory}
          where ${threadHistory.threadId} = ${threadId} and ${threadHistory.kind} = 'escalated')`,
        sql`exists (select from ${postMoves} join ${posts} on ${posts.id} = ${postMoves.postId}
          where ${postMoves.fromThreadId} = ${tickets.threadId} and ${posts.threadId} = ${threadId})`
      )
    )
    .orderBy(asc(tickets.id))

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
