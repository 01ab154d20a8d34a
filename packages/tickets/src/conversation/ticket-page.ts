import { and, desc, eq, lt, notInArray, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { notFound, type Context } from '@stoa/core'
import { decodeCursor, idKey, paged } from '@stoa/core/data'
import { authorColumns } from '@stoa/accounts'
import { users } from '@stoa/accounts/tables'
import { threadUrl, visibleThreads } from '@stoa/threads'
import { threads } from '@stoa/threads/tables'
import type { z } from 'zod'
import type { TicketPage } from './contract.ts'
import type { TicketRow } from '../shapes.ts'
import type { ticketQuery } from '../requester/contract.ts'
import { copiesOf } from '../escalation/copies.ts'
import { dueOf } from '../service-levels/due-shown.ts'
import { findTicket, ticketUrl, type FoundTicket } from '../finding.ts'
import { holdOf } from '../holds/showing.ts'
import { historyOf } from '../lifecycle/history.ts'
import { messagesOf } from './message-rows.ts'
import { mergedInto } from '../desk/merging.ts'
import { can, ownTickets, visibleTickets } from '../policy.ts'
import { answerOf } from '../escalation/official-answer.ts'
import { recordRead } from './read-log.ts'
import { deskTopics, tickets } from '../schema.ts'
import { waitOf } from './waiting.ts'

type Query = z.output<typeof ticketQuery>

const pageSize = 20
const assignee = alias(users, 'assignee')

/** Columns of ticket rows; the query must join `threads`. */
export const rowColumns = ({ actor, locale }: Pick<Context, 'actor' | 'locale'>) => ({
  id: tickets.id,
  number: tickets.number,
  topic: tickets.topic,
  topicName: sql<string>`(select names ->> ${locale}::text from ${deskTopics} where key = ${tickets.topic})`,
  subject: sql<string | null>`coalesce(${tickets.subject},
    case when ${visibleThreads(actor)} then ${threads.title} end)`,
  language: tickets.language,
  state: tickets.state,
  outcome: tickets.outcome,
  createdAt: tickets.createdAt,
  changedAt: tickets.changedAt
})

/** Converts a row to the shape of lists. */
export const rowOf = <T extends { id: number; number: string }>({ id: _, ...row }: T) => ({
  ...row,
  url: ticketUrl(row.number)
})

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

/**
 * Returns a ticket with its conversation, for its requester or the desk. Access by the desk is
 * recorded.
 * @throws Problem 404
 */
export async function showTicket(ctx: Context, number: string): Promise<TicketPage> {
  const ticket = await findTicket(ctx, number)
  if (ticket.view === 'desk') await recordRead(ctx, ticket, 'ticket')
  const [head, messages, copies, history, answer, wait, into, linked, hold] = await Promise.all([
    headOf(ctx, number),
    messagesOf(ctx, ticket),
    copiesOf(ctx, ticket.id),
    historyOf(ctx, ticket),
    answerOf(ctx, ticket.id),
    ticket.view === 'requester' ? waitOf(ctx, ticket) : null,
    mergedInto(ctx, ticket),
    linkedTo(ctx, ticket),
    holdOf(ctx, ticket)
  ])
  const { threadId, threadTitle, assigneeId, assignee, ...row } = head
  return {
    ...rowOf(row),
    view: ticket.view,
    thread: threadLink(threadId, threadTitle),
    proposed: can.decline(ticket),
    mergedInto: into,
    announcement: linked[0] ?? null,
    ...forDesk(ctx, ticket, assigneeId === null ? null : assignee),
    ...{ messages, copies, answer, wait, history, hold },
    detailsRemoved: removalOf(ticket),
    can: abilities(ctx, ticket)
  }
}

const removalOf = ({ detailsRemovedAt: at, detailsRemovedAfter: days }: FoundTicket) =>
  at === null || days === null ? null : { at, days }

/** Fields for agents only. */
function forDesk(ctx: Context, ticket: FoundTicket, assignee: TicketPage['assignee']) {
  if (ticket.view !== 'desk')
    return { priority: null, assignee: null, due: null, snoozedUntil: null }
  const { priority } = ticket
  return { priority, assignee, due: dueOf(ctx, ticket), snoozedUntil: stillSnoozed(ctx, ticket) }
}

const stillSnoozed = ({ now }: Context, { snoozedUntil }: FoundTicket) =>
  snoozedUntil !== null && snoozedUntil > now ? snoozedUntil : null

const linkedTo = (ctx: Context, { announcementId }: FoundTicket) =>
  ctx.ports.announcements.linkedAnnouncements(ctx, announcementId === null ? [] : [announcementId])

async function headOf(ctx: Context, number: string) {
  const [head] = await ctx.db
    .select({
      ...rowColumns(ctx),
      requester: authorColumns(users),
      openedWithCode: sql<boolean>`${tickets.openedById} is null`,
      assigneeId: tickets.assigneeId,
      assignee: authorColumns(assignee),
      firstAnsweredAt: tickets.firstAnsweredAt,
      resolvedAt: tickets.resolvedAt,
      closedAt: tickets.closedAt,
      threadId: threads.id,
      threadTitle: threads.title
    })
    .from(tickets)
    .innerJoin(users, eq(users.id, tickets.requesterId))
    .leftJoin(assignee, eq(assignee.id, tickets.assigneeId))
    .leftJoin(threads, and(eq(threads.id, tickets.threadId), visibleThreads(ctx.actor)))
    .where(and(eq(tickets.number, number), visibleTickets(ctx.actor)))
  if (!head) throw notFound()
  return head
}

const threadLink = (id: number | null, title: string | null) =>
  id === null || title === null ? null : { id, title, url: threadUrl(id, title) }

function abilities({ now }: Context, ticket: FoundTicket): TicketPage['can'] {
  const own = ticket.view === 'requester'
  return {
    write: can.write(ticket, 'requester'),
    close: ticket.state !== 'closed',
    reopen: own && can.reopen(ticket, now),
    decline: own && can.decline(ticket)
  }
}
