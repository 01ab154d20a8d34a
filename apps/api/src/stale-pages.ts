import type { EventType, EmittedEvent } from '@stoa/core'

/**
 * The cached pages that an event makes stale: none, the lists (all pages that are not of one
 * thread) with those of the event's own thread, or all pages.
 */
type Stale = 'none' | 'lists' | 'all'

const byEvent: Record<EventType, Stale> = {
  'account.mail': 'none',
  'actor.changed': 'lists',
  'announcement.changed': 'all',
  'announcement.correction_due': 'none',
  'announcement.due': 'none',
  'announcement.expired': 'all',
  'announcement.kinds_changed': 'all',
  'announcement.linked': 'all',
  'announcement.published': 'all',
  'announcement.reminder_due': 'all',
  'announcement.saved': 'all',
  'announcement.unlinked': 'all',
  'announcement.update_due': 'none',
  'announcement.updated': 'all',
  'announcement.withdrawn': 'all',
  'answer.accepted': 'lists',
  'answer.unaccepted': 'lists',
  'appeal.created': 'none',
  'appeal.decided': 'all',
  'case.reopened': 'lists',
  'case.resolved': 'lists',
  'category.changed': 'all',
  'digest.due': 'none',
  'webhook.due': 'none',
  'escalation.changed': 'lists',
  'inbox.changed': 'none',
  'moderation.acted': 'all',
  'moderation.hide_limit_reached': 'none',
  'moderation.urgent_case': 'none',
  'moderator.appointed': 'all',
  'moderator.removed': 'all',
  'notification.created': 'none',
  'post.approved': 'lists',
  'post.created': 'lists',
  'post.edited': 'lists',
  // Removed content may be on pages of other threads too, as a related title or in a quote.
  'post.erased': 'all',
  'post.hidden': 'all',
  'post.redacted': 'all',
  'post.rendered': 'lists',
  'post.links_shown': 'all',
  'post.restored': 'all',
  'post.withdrawn': 'all',
  'quarantine.eased': 'none',
  'quarantine.tightened': 'none',
  'report.created': 'none',
  'same_problem.said': 'lists',
  'same_problem.unsaid': 'lists',
  'search.words_changed': 'none',
  'sign_up.changed': 'all',
  'thread.changed': 'all',
  'thread.closed': 'lists',
  'thread.created': 'lists',
  'thread.merged': 'all',
  'thread.moved': 'all',
  'thread.pinned': 'lists',
  'thread.reopened': 'lists',
  'thread.split': 'all',
  'thread.unpinned': 'lists',
  'service_levels.changed': 'none',
  'ticket.answered': 'none',
  'ticket.announced': 'none',
  'ticket.asked': 'none',
  'ticket.assigned': 'none',
  'ticket.changed': 'none',
  'ticket.opened': 'none',
  'ticket.due_soon': 'none',
  'ticket.mentioned': 'none',
  'ticket.moved': 'none',
  'ticket.prioritised': 'none',
  'ticket.noted': 'none',
  'ticket.objected': 'none',
  'ticket.overdue': 'none',
  'ticket.proposed': 'none',
  'ticket.topics_changed': 'all',
  'tickets.linked': 'none',
  'filters.changed': 'none',
  'change.decided': 'none',
  'trust.changed': 'all',
  'uploads.erased': 'all',
  'user.erased': 'all',
  'user.hidden': 'all',
  'user.shown': 'all',
  'account.reported_stolen': 'none',
  'user.role_changed': 'all',
  'user.verified': 'lists',
  'vote.cast': 'lists',
  'volunteer.answered': 'none',
  'volunteer.applied': 'none',
  'trust.proposed': 'none',
  'volunteer.proposed': 'none',
  'vote.withdrawn': 'lists'
}

/** Returns a predicate of the pages that these events make stale; `undefined` if there are none. */
export function staleAfter(happened: readonly EmittedEvent[]) {
  const stale = happened.map(({ type }) => staleBy(type)).filter((pages) => pages !== 'none')
  if (stale.length === 0) return undefined
  const threads = new Set(happened.map(({ payload }) => payload.threadId))
  return ({ threadId }: { threadId: number | null }): boolean =>
    stale.includes('all') || threadId === null || threads.has(threadId)
}

// An event that this version does not know may have changed anything.
const staleBy = (type: string): Stale => (byEvent as Partial<Record<string, Stale>>)[type] ?? 'all'
