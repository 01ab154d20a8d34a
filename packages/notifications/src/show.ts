import type { Context } from '@stoa/core'
import { usernamesOf } from '@stoa/accounts'
import { postUrl, threadUrl } from '@stoa/threads'
import { excerptOfHtml } from '@stoa/threads/rendering'
import type { Notification } from './contract.ts'
import type { InboxRow } from './inbox-rows.ts'
import { factsOf } from './kinds.ts'
import type { Kind } from './schema.ts'
import type { ActionFacts } from '@stoa/moderation'

type Shown = { title: string; url: string }

/** Converts inbox rows to notifications: title, URL, actor, decision. */
export async function toNotifications(ctx: Context, rows: InboxRow[]): Promise<Notification[]> {
  const actionIds = rows.flatMap(({ actionId }) => actionId ?? [])
  const actions = await ctx.ports.moderation.describeActions(ctx, actionIds)
  const userIds = [...actions.values()].flatMap(({ userId }) => userId ?? [])
  const names = await usernamesOf(ctx, userIds)
  const announced = await ctx.ports.announcements.describeAnnouncements(
    ctx,
    announcementIdsOf(rows)
  )
  const ticketIds = rows.flatMap(({ ticketId }) => ticketId ?? [])
  const tickets = await ctx.ports.tickets.describeTickets(ctx, ticketIds)
  return rows.map((row) => {
    const action = actions.get(row.actionId ?? 0)
    const ticket = tickets.get(row.ticketId ?? 0)
    return {
      id: row.id,
      kind: row.kind,
      ...(shownAnnouncement(row, announced) ??
        shownTicket(ticket) ??
        shownAppeal(row, action) ??
        shownThread(row) ??
        shownUser(row, action, names)),
      actor: factsOf[row.kind].showsActor ? row.by : null,
      detail: action ? detailOf(row.kind, action) : presentState(row, ticket),
      subject: row.kind.startsWith('desk') ? (ticket?.subject ?? null) : null,
      said: saidIn(row),
      createdAt: row.createdAt,
      read: row.read
    }
  })
}

const lineLength = 160

function saidIn({ said, language }: InboxRow): Notification['said'] {
  const text = said === null ? '' : excerptOfHtml(said, lineLength)
  return text === '' || language === null ? null : { text, language }
}

const announcementIdsOf = (rows: InboxRow[]) => [
  ...new Set(rows.flatMap(({ announcementId }) => announcementId ?? []))
]

function shownAnnouncement(
  { announcementId }: InboxRow,
  announced: ReadonlyMap<number, Shown>
): Shown | undefined {
  if (announcementId === null) return undefined
  const { title, url } = announced.get(announcementId) ?? { title: '', url: '/notifications' }
  return { title, url }
}

const shownTicket = (ticket: { number: string } | undefined): Shown | undefined =>
  ticket && { title: ticket.number, url: `/tickets/${ticket.number}` }

/** An appeal is shown at its decision's page, which includes the answer. */
function shownAppeal(
  { kind, title }: InboxRow,
  action: ActionFacts | undefined
): Shown | undefined {
  if (kind !== 'moderation' || !action?.action.startsWith('appeal_')) return undefined
  const url = decisionUrl(action)
  return url === null ? undefined : { title: title ?? '', url }
}

function shownThread({ kind, threadId, title, number, isGone }: InboxRow): Shown | undefined {
  if (threadId === null || title === null) return undefined
  if (isGone) return { title, url: '/notifications' }
  if (kind === 'urgent_case') return { title, url: '/moderation' }
  if (kind === 'proposal') return { title, url: `/t/${threadId}/manage#notes` }
  return {
    title,
    url: number === null ? threadUrl(threadId, title) : postUrl(threadId, title, number)
  }
}

/** What holds now: a hidden thread is visible again, a ticket that changed is resolved. */
function presentState(
  { kind, threadState }: InboxRow,
  ticket: { isResolved: boolean } | undefined
): Notification['detail'] {
  const isRestored = kind === 'thread_hidden' && threadState !== 'hidden'
  const isResolved = kind === 'ticket_changed' && ticket?.isResolved
  if (!isRestored && !isResolved) return null
  const action = isRestored ? 'restored' : 'resolved'
  return { action, reason: null, until: null, decision: null }
}

const undoes = ['lifted', 'appeal_upheld']

function detailOf(kind: Kind, facts: ActionFacts): Notification['detail'] {
  const { action, until } = facts
  // The reason of a sanction is not the reason of its end.
  const reason = undoes.includes(action) ? null : facts.reason
  return { action, reason, until, decision: kind === 'moderation' ? decisionUrl(facts) : null }
}

const decisionUrl = ({ decisionId }: ActionFacts) =>
  decisionId === null ? null : `/decisions/${decisionId}`

/** The page of each kind of duty. */
const duties: Partial<Record<Kind, string>> = {
  overruled: '/moderation/log',
  urgent_case: '/moderation',
  factor_loss: '/settings/security',
  application: '/admin/volunteers',
  article_approval: '/articles/work',
  article_source: '/articles/sources',
  article_check: '/articles/work',
  trust_proposal: '/admin/official',
  retention_proposal: '/admin/retention',
  application_answer: '/volunteer'
}

function dutyOf(kind: Kind, username: string): Shown | undefined {
  // A stolen account and a stopped moderator lead to the page where their actions are reverted. Staff
  // on call who do not answer the ticket can act there too.
  if ((kind === 'stolen_account' || kind === 'locked_out') && username)
    return { title: username, url: `/u/${encodeURIComponent(username)}/moderate` }
  if (kind === 'alert' && username)
    return { title: username, url: `/u/${encodeURIComponent(username)}/moderate#reverse` }
  const url = duties[kind]
  // Who decided an appeal stays anonymous.
  const title = kind === 'overruled' ? '' : username
  return url === undefined ? undefined : { title, url }
}

/** A reported user. For a thread that the reader may not see, it links only to the inbox. */
function shownUser(
  { kind, threadId, by }: InboxRow,
  action: ActionFacts | undefined,
  names: Map<number, string>
): Shown {
  const reported = names.get(action?.userId ?? 0)
  const duty = dutyOf(kind, by?.username ?? '')
  if (duty) return duty
  if (kind === 'report_outcome' && threadId === null && reported)
    return { title: reported, url: `/u/${encodeURIComponent(reported)}` }
  const decided = kind === 'moderation' && action && decisionUrl(action)
  return { title: '', url: decided || '/notifications' }
}
