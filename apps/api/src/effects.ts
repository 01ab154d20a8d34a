import { accountMail } from '@stoa/accounts'
import type { Effect, Context, Effects, StoredEvent } from '@stoa/core'
import {
  closeDiscussion,
  recordResolved,
  openDiscussion,
  readersOfUpdate,
  readersToNotify,
  recordNotified,
  notifiedReadersOf,
  writerToRemind
} from '@stoa/announcements'
import {
  alertOfUrgent,
  concernedByApplication,
  creditReporters,
  decisionsOn,
  describeActions,
  deleteAppeals,
  deleteApplications,
  deleteNotes,
  deleteReports,
  deleteShifts,
  hideReported,
  joinCampaign,
  judgeLinksAgain,
  hideTightened,
  recordLinks,
  queueNamesakes,
  reportersOf,
  showEased,
  showLinksOf,
  staffOnCall,
  urgentCaseOf
} from '@stoa/moderation'
import {
  deliver,
  mailDigest,
  mailNotification,
  notifyRepliers,
  notifyApplicant,
  notifyOfAcceptance,
  notifyOfAnnouncement,
  notifyOfApplication,
  notifyOfTrustProposal,
  notifyOfProposal,
  notifyOfDecision,
  notifyOfMentions,
  notifyOfPost,
  notifyOfTicket,
  notifyOfStolenAccount,
  notifyOfUrgentCase,
  notifyReporters,
  retractReporterNotifications,
  notifyStaffOfLimit
} from '@stoa/notifications'
import { indexPosts, indexThread, indexTicket, indexTicketsOf } from '@stoa/search'
import {
  creditPost,
  eraseRedactedUploads,
  eraseUploadsOfPost,
  deleteReaderData
} from '@stoa/threads'
import {
  agentsAmong,
  agentsConcerned,
  eraseTicketsOf,
  everyAgentFor,
  followThread,
  unassignTickets,
  openForStolenAccount,
  returnTickets,
  recomputeDeadlines,
  requesterOf,
  requesterOfLinked,
  requesterToNotify,
  notifyLinked,
  notifyLinkedOfEnd
} from '@stoa/tickets'
import { removeErasedFiles } from '@stoa/uploads'
import { deliverNext, queueForReceivers, type WebhookEvent } from '@stoa/webhooks'

type OnPost = { payload: { postId: number } }
type OnThread = { payload: { threadId: number } }

const index = (ctx: Context, { payload }: OnPost) => indexPosts(ctx, [payload.postId])

const indexAll = (ctx: Context, { payload }: OnThread) => indexThread(ctx, payload.threadId)

/** Ticket search includes the title of the ticket's thread. */
const indexItsTickets = (ctx: Context, { payload: { threadId } }: OnThread) =>
  indexTicketsOf(ctx, { threadId })

const indexTheTicket = (ctx: Context, { payload }: { payload: { ticketId: number } }) =>
  indexTicket(ctx, payload.ticketId)

const credit = (ctx: Context, { payload }: OnPost) => creditPost(ctx, payload)

async function decisionOf(ctx: Context, actionId: number) {
  return (await describeActions(ctx, [actionId])).get(actionId)
}

const mailAccount: Effect<'account.mail'> = async (ctx, event) => {
  const mail = await accountMail(ctx, event)
  if (mail) await deliver(ctx, { ...mail, key: `${event.id}:mail` })
}

const notifyFollowers: Effect<'announcement.due'> = async (ctx, event) => {
  const { announcementId } = event.payload
  const readers = await readersToNotify(ctx, announcementId)
  await recordNotified(ctx, announcementId, readers)
  await notifyOfAnnouncement(ctx, event, 'announcement', readers)
}

const notifyOfUpdate: Effect<'announcement.update_due'> = async (ctx, event) => {
  const { announcementId, resolved } = event.payload
  const { followers, concerned } = await readersOfUpdate(ctx, announcementId, resolved)
  const readers = [...new Set([...followers, ...concerned])]
  await recordNotified(ctx, announcementId, readers)
  if (resolved) await notifyOfAnnouncement(ctx, event, 'incident_resolved', readers)
  // Readers who were notified of the end get the update only as followers.
  await notifyOfAnnouncement(ctx, event, 'announcement_update', followers)
}

const remindWriters: Effect<'announcement.reminder_due'> = async (ctx, event) => {
  const writer = await writerToRemind(ctx, event.payload.announcementId)
  if (writer === undefined) return
  const readers = new Set([writer, ...(await staffOnCall(ctx))])
  await notifyOfAnnouncement(ctx, event, 'announcement_reminder', [...readers])
}

const notifyOfCorrection: Effect<'announcement.correction_due'> = async (ctx, event) => {
  const told = await notifiedReadersOf(ctx, event.payload.announcementId)
  await notifyOfAnnouncement(ctx, event, 'announcement_withdrawn', told)
}

type OnAnnouncement = { payload: { announcementId: number }; createdAt: string }

const tickets = (ctx: Context, { payload: { announcementId }, createdAt }: OnAnnouncement) =>
  notifyLinked(ctx, { announcementId, at: createdAt, afterId: 0 })

const ticketsOfEnded = (ctx: Context, { payload: { announcementId }, createdAt }: OnAnnouncement) =>
  notifyLinkedOfEnd(ctx, { announcementId, at: createdAt, afterId: 0 })

type OnTicket = StoredEvent<
  | 'ticket.opened'
  | 'ticket.asked'
  | 'ticket.answered'
  | 'ticket.changed'
  | 'ticket.announced'
  | 'ticket.proposed'
  | 'ticket.objected'
  | 'ticket.due_soon'
  | 'ticket.overdue'
>

/** @param whom returns user ids for a ticket id */
const notifyAbout =
  (
    kind: 'ticket' | 'ticket_changed' | 'ticket_opened' | 'desk' | 'desk_due' | 'desk_overdue',
    whom: (ctx: Context, ticketId: number) => Promise<number[]>
  ) =>
  async (ctx: Context, event: OnTicket) =>
    notifyOfTicket(ctx, event, kind, await whom(ctx, event.payload.ticketId))

const notifyDesk = notifyAbout('desk', agentsConcerned)

const links = (ctx: Context, { payload }: OnPost) => recordLinks(ctx, payload)

const campaign = (ctx: Context, { payload }: OnPost) => joinCampaign(ctx, payload)

const publish = { index, credit, links, reportProgress: notifyOfPost }

const webhooks =
  <T extends WebhookEvent>(type: T): Effect<T> =>
  (ctx, event) =>
    queueForReceivers(ctx, type, event)

/**
 * All effects of all events. An effect acts on the present state of what the event names, so
 * running late or twice does no harm.
 */
export const effects: Effects = {
  'account.mail': { mail: mailAccount },
  'account.reported_stolen': {
    ticket: (ctx, { payload }) => openForStolenAccount(ctx, payload),
    reportProgress: async (ctx, event) => notifyOfStolenAccount(ctx, event, await staffOnCall(ctx))
  },
  'sign_up.changed': {},
  'user.verified': {},
  'user.role_changed': {
    namesakes: (ctx, { payload }) => queueNamesakes(ctx, payload),
    tickets: (ctx, { payload }) => unassignTickets(ctx, payload),
    links: (ctx, { payload }) => showLinksOf(ctx, payload)
  },
  // They answer no tickets while they are away, and may not come back.
  'user.hidden': { desk: (ctx, { payload }) => unassignTickets(ctx, payload) },
  'user.shown': {},
  'user.erased': {
    clear: (ctx, { payload }) => deleteReaderData(ctx, payload),
    tickets: async (ctx, { payload }) => {
      await eraseTicketsOf(ctx, payload)
      await indexTicketsOf(ctx, { requesterId: payload.userId })
    },
    desk: (ctx, { payload }) => unassignTickets(ctx, payload),
    appeals: (ctx, { payload }) => deleteAppeals(ctx, payload),
    reports: (ctx, { payload }) => deleteReports(ctx, payload),
    applications: (ctx, { payload }) => deleteApplications(ctx, payload),
    notes: (ctx, { payload }) => deleteNotes(ctx, payload),
    shifts: (ctx, { payload }) => deleteShifts(ctx, payload)
  },
  'actor.changed': { links: (ctx, { payload }) => showLinksOf(ctx, payload) },
  'thread.created': { ...publish, campaign },
  'post.created': { ...publish, campaign },
  'post.edited': { index, links, campaign, reportProgress: notifyOfMentions },
  'post.withdrawn': { index, credit },
  'post.hidden': { index, credit, notify: notifyRepliers },
  'post.restored': { index, credit },
  'post.approved': publish,
  'post.redacted': {
    index,
    links,
    files: (ctx, { payload }) => eraseRedactedUploads(ctx, payload)
  },
  'post.rendered': { links },
  'post.links_shown': { index, links },
  'post.erased': {
    index,
    tickets: indexItsTickets,
    credit,
    links,
    files: (ctx, { payload }) => eraseUploadsOfPost(ctx, payload)
  },
  'uploads.erased': { remove: removeErasedFiles },
  'thread.changed': { index: indexAll, tickets: indexItsTickets },
  'thread.moved': { index: indexAll },
  'thread.merged': {
    tickets: (ctx, { payload }) => followThread(ctx, payload.threadId, payload.intoId)
  },
  'thread.split': { tickets: (ctx, { payload }) => returnTickets(ctx, payload.newThreadId) },
  'thread.closed': {},
  'thread.reopened': {},
  'thread.pinned': {},
  'thread.unpinned': {},
  'answer.accepted': { reportProgress: notifyOfAcceptance },
  'answer.unaccepted': {},
  'vote.cast': {},
  'vote.withdrawn': {},
  'same_problem.said': {},
  'same_problem.unsaid': {},
  'category.changed': {},
  'moderator.appointed': {},
  'moderator.removed': {},
  'report.created': {
    hide: (ctx, { payload }) => hideReported(ctx, payload),
    alert: (ctx, { payload }) => alertOfUrgent(ctx, payload)
  },
  'case.resolved': {
    credit: (ctx, { payload }) => creditReporters(ctx, payload.caseId),
    reportProgress: async (ctx, event) => {
      const { caseId, actionId } = event.payload
      // If it runs late, the case may have been decided again or be open again.
      if ((await decisionsOn(ctx, caseId)).includes(actionId)) return
      const reporters = await reportersOf(ctx, caseId)
      await notifyReporters(ctx, event, await decisionOf(ctx, actionId), reporters)
    }
  },
  'case.reopened': {
    credit: (ctx, { payload }) => creditReporters(ctx, payload.caseId),
    retract: async (ctx, { payload: { caseId } }) =>
      retractReporterNotifications(
        ctx,
        await decisionsOn(ctx, caseId),
        await reportersOf(ctx, caseId)
      )
  },
  'moderation.acted': {
    reportProgress: async (ctx, event) =>
      notifyOfDecision(ctx, event, await decisionOf(ctx, event.payload.actionId))
  },
  'appeal.created': {},
  'appeal.decided': {},
  'volunteer.applied': {
    reportProgress: async (ctx, event) =>
      notifyOfApplication(
        ctx,
        event,
        await concernedByApplication(ctx, event.payload.applicationId)
      )
  },
  'volunteer.answered': {
    reportProgress: async (ctx, event) =>
      notifyApplicant(ctx, event, await concernedByApplication(ctx, event.payload.applicationId))
  },
  'volunteer.proposed': { reportProgress: notifyOfProposal },
  'search.words_changed': {},
  'filters.changed': {},
  'change.decided': {},
  'trust.proposed': { reportProgress: notifyOfTrustProposal },
  'quarantine.eased': { show: showEased },
  'quarantine.tightened': { hide: (ctx, { payload }) => hideTightened(ctx, payload) },
  'trust.changed': { judge: judgeLinksAgain },
  'moderation.urgent_case': {
    reportProgress: async (ctx, event) => {
      const urgent = await urgentCaseOf(ctx, event.payload)
      if (urgent) await notifyOfUrgentCase(ctx, event, urgent)
    },
    webhooks: webhooks('moderation.urgent_case')
  },
  'moderation.hide_limit_reached': {
    reportProgress: notifyStaffOfLimit,
    webhooks: webhooks('moderation.hide_limit_reached')
  },
  'announcement.saved': {},
  'announcement.published': {
    discuss: (ctx, { payload }) => openDiscussion(ctx, payload.announcementId),
    webhooks: webhooks('announcement.published')
  },
  'announcement.changed': { webhooks: webhooks('announcement.changed') },
  'announcement.due': { reportProgress: notifyFollowers },
  'announcement.updated': {
    note: (ctx, { payload }) => recordResolved(ctx, payload.announcementId),
    webhooks: webhooks('announcement.updated')
  },
  'announcement.update_due': { reportProgress: notifyOfUpdate, tickets },
  'announcement.correction_due': { reportProgress: notifyOfCorrection, tickets },
  'announcement.reminder_due': { notify: remindWriters },
  'announcement.expired': {
    discuss: (ctx, { payload }) => closeDiscussion(ctx, payload.announcementId),
    tickets: ticketsOfEnded,
    webhooks: webhooks('announcement.expired')
  },
  'announcement.withdrawn': {
    discuss: (ctx, { payload }) => closeDiscussion(ctx, payload.announcementId),
    webhooks: webhooks('announcement.withdrawn')
  },
  'announcement.kinds_changed': {},
  'announcement.linked': {},
  'announcement.unlinked': {},
  'ticket.topics_changed': {},
  'ticket.opened': {
    reportProgress: notifyDesk,
    webhooks: webhooks('ticket.opened'),
    index: indexTheTicket
  },
  'ticket.asked': {
    reportProgress: notifyDesk,
    webhooks: webhooks('ticket.asked'),
    index: indexTheTicket
  },
  'ticket.answered': {
    reportProgress: notifyAbout('ticket', requesterOf),
    webhooks: webhooks('ticket.answered'),
    index: indexTheTicket
  },
  'ticket.noted': { index: indexTheTicket },
  'ticket.moved': { webhooks: webhooks('ticket.moved'), index: indexTheTicket },
  'ticket.prioritised': { index: indexTheTicket },
  'ticket.changed': {
    reportProgress: notifyAbout('ticket_changed', requesterToNotify),
    webhooks: webhooks('ticket.changed'),
    index: indexTheTicket
  },
  'ticket.announced': { reportProgress: notifyAbout('ticket_changed', requesterOfLinked) },
  'tickets.linked': { reportProgress: (ctx, { payload }) => notifyLinked(ctx, payload) },
  'ticket.assigned': {
    reportProgress: (ctx, event) => notifyOfTicket(ctx, event, 'desk', [event.payload.userId])
  },
  'ticket.objected': { reportProgress: notifyDesk },
  'ticket.mentioned': {
    reportProgress: async (ctx, event) => {
      const { ticketId, userIds } = event.payload
      await notifyOfTicket(ctx, event, 'desk_mention', await agentsAmong(ctx, ticketId, userIds))
    }
  },
  'ticket.due_soon': { reportProgress: notifyAbout('desk_due', agentsConcerned) },
  'ticket.overdue': { reportProgress: notifyAbout('desk_overdue', everyAgentFor) },
  'service_levels.changed': { recompute: (ctx, { payload }) => recomputeDeadlines(ctx, payload) },
  'ticket.proposed': { reportProgress: notifyAbout('ticket_opened', requesterOf) },
  'escalation.changed': {},
  'inbox.changed': {},
  'notification.created': { mail: mailNotification },
  'digest.due': { mail: mailDigest },
  'webhook.due': { deliver: (ctx, { payload }) => deliverNext(ctx, payload.webhookId) }
}
