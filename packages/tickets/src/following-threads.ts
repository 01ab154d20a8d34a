import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm'
import { transaction, type Context } from '@stoa/core'
import { showOnThread } from './marking.ts'
import { postMoves, posts, threadHistory } from '@stoa/threads/schema'
import { deskTopics, tickets } from './schema.ts'

/**
 * Consequence of `thread.merged`: its tickets are about the thread that it became part of. Where a
 * requester has an open one about that too, theirs keeps the old thread, whose address leads to the
 * new one, until the desk merges the two.
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
 * Consequence of `thread.split`, of which the thread that is one again may have been merged before: the
 * tickets that people took it to are about it again, wherever its posts have been in between.
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

// The line in the thread's history is of the moment in which the ticket was opened.
const ticketsAway = ({ db }: Context, threadId: number) =>
  db
    .select({ id: tickets.id, threadId: tickets.threadId })
    .from(tickets)
    .where(
      and(
        // Times of tickets are found by topic.
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
