import { and, desc, eq, inArray, ne, or, sql, type SQL } from 'drizzle-orm'
import { deskAgentsFor } from '@stoa/accounts'
import type { Context } from '@stoa/core'
import { threadUrl, visibleThreads } from '@stoa/threads'
import { threads } from '@stoa/threads/tables'
import { alike } from './alike.ts'
import { deskTickets, findAsDesk, type FoundTicket } from '../policy.ts'
import { linkedTo } from './links.ts'
import { rowColumns, rowOf } from '../conversation/ticket-row.ts'
import { tickets } from '../schema.ts'

const pageSize = 8
/** Newest resolved tickets that are compared. */
const compared = 300

/**
 * Returns what is related to a ticket, as far as the actor may see it: other tickets and threads of
 * its requester, linked tickets, similar resolved tickets and threads, and agents to whom it can be
 * assigned.
 * @throws Problem 404
 */
export async function related(ctx: Context, number: string) {
  const ticket = await findAsDesk(ctx, number)
  const title = await titleOf(ctx, ticket)
  const linked = await linkedTo(ctx, ticket)
  const [others, threadsOfRequester, linkedTickets, resolved, similar, agents] = await Promise.all([
    rowsWhere(
      ctx,
      and(eq(tickets.requesterId, ticket.requesterId), ne(tickets.id, ticket.id)),
      pageSize
    ),
    threadRows(ctx, eq(threads.authorId, ticket.requesterId)),
    linked.length > 0 ? rowsWhere(ctx, inArray(tickets.id, linked), pageSize) : [],
    resolvedLike(ctx, ticket, title),
    title === '' ? [] : threadsLike(ctx, ticket, title),
    agentsFor(ctx, ticket)
  ])
  return { others, threads: threadsOfRequester, linked: linkedTickets, resolved, similar, agents }
}

/** Agents for the topic, without the requester: nobody answers their own ticket. */
async function agentsFor(ctx: Context, { topic, requesterId }: FoundTicket): Promise<string[]> {
  const agents = await deskAgentsFor(ctx, topic)
  return agents.filter(({ id }) => id !== requesterId).map(({ username }) => username)
}

async function titleOf(ctx: Context, { number }: FoundTicket): Promise<string> {
  const [row] = await rowsWhere(ctx, eq(tickets.number, number), 1)
  return row?.subject ?? ''
}

async function rowsWhere(ctx: Context, where: SQL | undefined, most: number) {
  const rows = await ctx.db
    .select(rowColumns(ctx))
    .from(tickets)
    .leftJoin(threads, eq(threads.id, tickets.threadId))
    .where(and(deskTickets(ctx.actor), where))
    .orderBy(desc(tickets.changedAt), desc(tickets.id))
    .limit(most)
  return rows.map((row) => rowOf(row))
}

async function resolvedLike(ctx: Context, { id, topic, requesterId }: FoundTicket, title: string) {
  const hasEnded = sql`${tickets.state} in ('resolved', 'closed')`
  const ofOthers = and(ne(tickets.id, id), ne(tickets.requesterId, requesterId))
  const isResolved = or(eq(tickets.state, 'resolved'), eq(tickets.outcome, 'resolved'))
  const wasResolved = and(hasEnded, isResolved, eq(tickets.topic, topic))
  return alike(title, await rowsWhere(ctx, and(wasResolved, ofOthers), compared), pageSize)
}

async function threadRows({ db, actor }: Context, where: SQL | undefined) {
  const rows = await db
    .select({ id: threads.id, title: threads.title, language: threads.language })
    .from(threads)
    .where(and(visibleThreads(actor), where))
    .orderBy(desc(threads.id))
    .limit(pageSize)
  return rows.map((row) => ({ ...row, url: threadUrl(row.id, row.title) }))
}

async function threadsLike(ctx: Context, { threadId }: FoundTicket, title: string) {
  const ids = (await ctx.ports.search.similarThreads(ctx, { title })).filter(
    (id) => id !== threadId
  )
  if (ids.length === 0) return []
  const rows = await threadRows(ctx, inArray(threads.id, ids))
  return rows.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)).slice(0, pageSize)
}
