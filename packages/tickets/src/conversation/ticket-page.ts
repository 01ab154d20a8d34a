import { and, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { notFound, type Context } from '@stoa/core'
import { authorColumns } from '@stoa/accounts'
import { users } from '@stoa/accounts/tables'
import { threadUrl, visibleThreads } from '@stoa/threads'
import { threads } from '@stoa/threads/tables'
import type { TicketPage } from './contract.ts'
import { copiesOf } from '../escalation/copies.ts'
import { dueOf } from '../service-levels/deadlines.ts'
import { can, findTicket, visibleTickets, type FoundTicket } from '../policy.ts'
import { holdOf } from '../holds/decide.ts'
import { historyOf } from '../lifecycle/history.ts'
import { messagesOf } from './message-rows.ts'
import { mergedInto } from '../desk/merge.ts'
import { answerOf } from '../escalation/official-answer.ts'
import { recordRead, recordReading } from './read-log.ts'
import { surveyOf } from '../satisfaction/survey.ts'
import { tickets } from '../schema.ts'
import { waitOf } from './expected-wait.ts'
import { rowColumns, rowOf } from './ticket-row.ts'

const assignee = alias(users, 'assignee')

/**
 * Returns a ticket with its conversation, for its requester or the desk. Access by the desk is
 * recorded.
 * @throws Problem 404
 */
export async function showTicket(ctx: Context, number: string): Promise<TicketPage> {
  const ticket = await findTicket(ctx, number)
  if (ticket.view === 'desk') await recordRead(ctx, ticket, 'ticket')
  const [head, messages, copies, history, answer, wait, into, linked, hold, survey] =
    await Promise.all([
      headOf(ctx, number),
      messagesOf(ctx, ticket),
      copiesOf(ctx, ticket.id),
      historyOf(ctx, ticket),
      answerOf(ctx, ticket.id),
      ticket.view === 'requester' ? waitOf(ctx, ticket) : null,
      mergedInto(ctx, ticket),
      linkedTo(ctx, ticket),
      holdOf(ctx, ticket),
      surveyOf(ctx, ticket)
    ])
  if (ticket.view === 'desk') await recordReading(ctx, ticket.id, messages.at(-1)?.id ?? 0)
  const { threadId, threadTitle, assigneeId, assignee, ...row } = head
  return {
    ...rowOf(row),
    view: ticket.view,
    thread: threadLink(threadId, threadTitle),
    proposed: can.decline(ticket),
    mergedInto: into,
    announcement: linked[0] ?? null,
    ...forDesk(ctx, ticket, assigneeId === null ? null : assignee),
    ...{ messages, copies, answer, wait, history, hold, ...survey },
    detailsRemoved: removalOf(ticket),
    can: abilities(ctx, ticket)
  }
}

const removalOf = ({ detailsRemovedAt: at, detailsRemovedAfter: days }: FoundTicket) =>
  at === null || days === null ? null : { at, days }

/** Fields for agents only. */
function forDesk(ctx: Context, ticket: FoundTicket, assignee: TicketPage['assignee']) {
  if (ticket.view !== 'desk')
    return { priority: null, tags: null, assignee: null, due: null, snoozedUntil: null }
  const { priority, tags } = ticket
  const snoozedUntil = stillSnoozed(ctx, ticket)
  return { priority, tags, assignee, due: dueOf(ctx, ticket), snoozedUntil }
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
