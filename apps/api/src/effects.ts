import { accountMail } from '@stoa/accounts'
import type { Consequence, Context, Effects, HappenedEvent } from '@stoa/core'
import {
  closeDiscussion,
  noteResolved,
  openDiscussion,
  readersOfUpdate,
  readersToTell,
  rememberTold,
  toldOf,
  writerToRemind
} from '@stoa/announcements'
import {
  alertOfUrgent,
  concernedByApplication,
  creditReporters,
  decisionsOn,
  describeActions,
  forgetAppeals,
  forgetApplications,
  forgetNotes,
  forgetReports,
  forgetShifts,
  hideReported,
  joinWave,
  judgeLinksAgain,
  hideTightened,
  noteLinks,
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
  tellAdminsOfDesk,
  tellApplicant,
  tellOfAcceptance,
  tellOfAnnouncement,
  tellOfApplication,
  tellOfTrustProposal,
  tellOfProposal,
  tellOfDecision,
  tellOfMentions,
  tellOfPost,
  tellOfTicket,
  tellOfStolenAccount,
  tellOfUrgentCase,
  tellReporters,
  untellReporters,
  tellStaffOfLimit
} from '@stoa/notifications'
import { indexPosts, indexThread, indexTicket, indexTicketsOf } from '@stoa/search'
import { creditPost, eraseRedactedUploads, eraseUploadsOfPost, forgetReader } from '@stoa/threads'
import {
  agentsAmong,
  agentsConcerned,
  eraseTicketsOf,
  everyAgentFor,
  followThread,
  handBackTickets,
  openForStolenAccount,
  returnTickets,
  reckonAgain,
  requesterOf,
  requesterOfTied,
  requesterToTell,
  tellTied,
  tellTiedOfEnd
} from '@stoa/tickets'
import { removeErasedFiles } from '@stoa/uploads'
import { deliverNext, queueForReceivers, type WebhookEvent } from '@stoa/webhooks'
import { tellDeskOf, tellDeskOfOpen, tellOtherDesk, tellPeople } from './desks.ts'

type OnPost = { payload: { postId: number } }
type OnThread = { payload: { threadId: number } }

const index = (ctx: Context, { payload }: OnPost) => indexPosts(ctx, [payload.postId])

const indexAll = (ctx: Context, { payload }: OnThread) => indexThread(ctx, payload.threadId)

/** Tickets about a thread are found by its title. */
const indexItsTickets = (ctx: Context, { payload: { threadId } }: OnThread) =>
  indexTicketsOf(ctx, { threadId })

const indexTheTicket = (ctx: Context, { payload }: { payload: { ticketId: number } }) =>
  indexTicket(ctx, payload.ticketId)

const credit = (ctx: Context, { payload }: OnPost) => creditPost(ctx, payload)

async function decisionOf(ctx: Context, actionId: number) {
  return (await describeActions(ctx, [actionId])).get(actionId)
}

const mailAccount: Consequence<'account.mail'> = async (ctx, event) => {
  const mail = await accountMail(ctx, event)
  if (mail) await deliver(ctx, { ...mail, key: `${event.id}:mail` })
}

const tellFollowers: Consequence<'announcement.due'> = async (ctx, event) => {
  const { announcementId } = event.payload
  const readers = await readersToTell(ctx, announcementId)
  await rememberTold(ctx, announcementId, readers)
  await tellOfAnnouncement(ctx, event, 'announcement', readers)
}

const tellOfUpdate: Consequence<'announcement.update_due'> = async (ctx, event) => {
  const { announcementId, resolved } = event.payload
  const { followers, concerned } = await readersOfUpdate(ctx, announcementId, resolved)
  const readers = [...new Set([...followers, ...concerned])]
  await rememberTold(ctx, announcementId, readers)
  if (resolved) await tellOfAnnouncement(ctx, event, 'incident_resolved', readers)
  // Who knows already that it is over hears of another word about it as a follower alone.
  await tellOfAnnouncement(ctx, event, 'announcement_update', followers)
}

const remindWriters: Consequence<'announcement.reminder_due'> = async (ctx, event) => {
  const writer = await writerToRemind(ctx, event.payload.announcementId)
  if (writer === undefined) return
  const readers = new Set([writer, ...(await staffOnCall(ctx))])
  await tellOfAnnouncement(ctx, event, 'announcement_reminder', [...readers])
}

const tellOfCorrection: Consequence<'announcement.correction_due'> = async (ctx, event) => {
  const told = await toldOf(ctx, event.payload.announcementId)
  await tellOfAnnouncement(ctx, event, 'announcement_withdrawn', told)
}

type OnAnnouncement = { payload: { announcementId: number }; createdAt: string }

const tickets = (ctx: Context, { payload: { announcementId }, createdAt }: OnAnnouncement) =>
  tellTied(ctx, { announcementId, at: createdAt, afterId: 0 })

const ticketsOfEnded = (ctx: Context, { payload: { announcementId }, createdAt }: OnAnnouncement) =>
  tellTiedOfEnd(ctx, { announcementId, at: createdAt, afterId: 0 })

type OnTicket = HappenedEvent<
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

/** @param whom ids of users by the id of a ticket */
const tellAbout =
  (
    kind: 'ticket' | 'ticket_changed' | 'ticket_opened' | 'desk' | 'desk_due' | 'desk_overdue',
    whom: (ctx: Context, ticketId: number) => Promise<number[]>
  ) =>
  async (ctx: Context, event: OnTicket) =>
    tellOfTicket(ctx, event, kind, await whom(ctx, event.payload.ticketId))

const tellDesk = tellAbout('desk', agentsConcerned)

const links = (ctx: Context, { payload }: OnPost) => noteLinks(ctx, payload)

const wave = (ctx: Context, { payload }: OnPost) => joinWave(ctx, payload)

const publish = { index, credit, links, tell: tellOfPost }

const webhooks =
  <T extends WebhookEvent>(type: T): Consequence<T> =>
  (ctx, event) =>
    queueForReceivers(ctx, type, event)

/**
 * Everything that follows from an event, in one place. A consequence acts on the present state of
 * what the event names, so late or repeated it does no harm.
 */
export const effects: Effects = {
  'account.mail': { mail: mailAccount },
  'account.reported_stolen': {
    ticket: (ctx, { payload }) => openForStolenAccount(ctx, payload),
    tell: async (ctx, event) => tellOfStolenAccount(ctx, event, await staffOnCall(ctx))
  },
  'sign_up.changed': {},
  'user.verified': {},
  'user.role_changed': {
    namesakes: (ctx, { payload }) => queueNamesakes(ctx, payload),
    tickets: (ctx, { payload }) => handBackTickets(ctx, payload),
    links: (ctx, { payload }) => showLinksOf(ctx, payload)
  },
  // They answer none while they are away, and may not come back.
  'user.hidden': { desk: (ctx, { payload }) => handBackTickets(ctx, payload) },
  'user.shown': {},
  'user.erased': {
    forget: (ctx, { payload }) => forgetReader(ctx, payload),
    tickets: async (ctx, { payload }) => {
      await eraseTicketsOf(ctx, payload)
      await indexTicketsOf(ctx, { requesterId: payload.userId })
    },
    desk: (ctx, { payload }) => handBackTickets(ctx, payload),
    appeals: (ctx, { payload }) => forgetAppeals(ctx, payload),
    reports: (ctx, { payload }) => forgetReports(ctx, payload),
    applications: (ctx, { payload }) => forgetApplications(ctx, payload),
    notes: (ctx, { payload }) => forgetNotes(ctx, payload),
    shifts: (ctx, { payload }) => forgetShifts(ctx, payload)
  },
  'actor.changed': { links: (ctx, { payload }) => showLinksOf(ctx, payload) },
  'thread.created': { ...publish, wave },
  'post.created': { ...publish, wave },
  'post.edited': { index, links, wave, tell: tellOfMentions },
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
  'answer.accepted': { tell: tellOfAcceptance },
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
    tell: async (ctx, event) => {
      const { caseId, actionId } = event.payload
      // Late, it may have been decided anew, or wait again.
      if ((await decisionsOn(ctx, caseId)).includes(actionId)) return
      const reporters = await reportersOf(ctx, caseId)
      await tellReporters(ctx, event, await decisionOf(ctx, actionId), reporters)
    }
  },
  'case.reopened': {
    credit: (ctx, { payload }) => creditReporters(ctx, payload.caseId),
    untell: async (ctx, { payload: { caseId } }) =>
      untellReporters(ctx, await decisionsOn(ctx, caseId), await reportersOf(ctx, caseId))
  },
  'moderation.acted': {
    tell: async (ctx, event) =>
      tellOfDecision(ctx, event, await decisionOf(ctx, event.payload.actionId))
  },
  'appeal.created': {},
  'appeal.decided': {},
  'volunteer.applied': {
    tell: async (ctx, event) =>
      tellOfApplication(ctx, event, await concernedByApplication(ctx, event.payload.applicationId))
  },
  'volunteer.answered': {
    tell: async (ctx, event) =>
      tellApplicant(ctx, event, await concernedByApplication(ctx, event.payload.applicationId))
  },
  'volunteer.proposed': { tell: tellOfProposal },
  'search.words_changed': {},
  'filters.changed': {},
  'change.decided': {},
  'trust.proposed': { tell: tellOfTrustProposal },
  'quarantine.eased': { show: showEased },
  'quarantine.tightened': { hide: (ctx, { payload }) => hideTightened(ctx, payload) },
  'trust.changed': { judge: judgeLinksAgain },
  'moderation.urgent_case': {
    tell: async (ctx, event) => {
      const urgent = await urgentCaseOf(ctx, event.payload)
      if (urgent) await tellOfUrgentCase(ctx, event, urgent)
    },
    webhooks: webhooks('moderation.urgent_case')
  },
  'moderation.hide_limit_reached': {
    tell: tellStaffOfLimit,
    webhooks: webhooks('moderation.hide_limit_reached')
  },
  'announcement.saved': {},
  'announcement.published': {
    discuss: (ctx, { payload }) => openDiscussion(ctx, payload.announcementId),
    webhooks: webhooks('announcement.published')
  },
  'announcement.changed': { webhooks: webhooks('announcement.changed') },
  'announcement.due': { tell: tellFollowers },
  'announcement.updated': {
    note: (ctx, { payload }) => noteResolved(ctx, payload.announcementId),
    webhooks: webhooks('announcement.updated')
  },
  'announcement.update_due': { tell: tellOfUpdate, tickets },
  'announcement.correction_due': { tell: tellOfCorrection, tickets },
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
  'ticket.opened': { tell: tellDeskOf('ticket.opened'), index: indexTheTicket },
  'ticket.asked': { tell: tellDeskOf('ticket.asked'), index: indexTheTicket },
  'ticket.answered': {
    tell: tellAbout('ticket', requesterOf),
    desk: tellDeskOf('ticket.answered'),
    index: indexTheTicket
  },
  'ticket.noted': { index: indexTheTicket },
  'ticket.moved': { desk: tellOtherDesk, index: indexTheTicket },
  'ticket.prioritised': { index: indexTheTicket },
  'ticket.changed': {
    tell: tellAbout('ticket_changed', requesterToTell),
    desk: tellDeskOf('ticket.changed'),
    index: indexTheTicket
  },
  'ticket.announced': { tell: tellAbout('ticket_changed', requesterOfTied) },
  'tickets.tied': { tell: (ctx, { payload }) => tellTied(ctx, payload) },
  'ticket.assigned': {
    tell: (ctx, event) => tellOfTicket(ctx, event, 'desk', [event.payload.userId])
  },
  'ticket.objected': { tell: tellDesk },
  'ticket.mentioned': {
    tell: async (ctx, event) => {
      const { ticketId, userIds } = event.payload
      await tellOfTicket(ctx, event, 'desk_mention', await agentsAmong(ctx, ticketId, userIds))
    }
  },
  'ticket.due_soon': { tell: tellAbout('desk_due', agentsConcerned) },
  'ticket.overdue': { tell: tellAbout('desk_overdue', everyAgentFor) },
  'service_levels.changed': { reckon: (ctx, { payload }) => reckonAgain(ctx, payload) },
  'ticket.proposed': { tell: tellAbout('ticket_opened', requesterOf) },
  'escalation.changed': {},
  'inbox.changed': {},
  'notification.created': { mail: mailNotification },
  'digest.due': { mail: mailDigest },
  'desk.named': { tell: tellDeskOfOpen },
  'desk.left': { tell: (ctx, event) => tellPeople(ctx, { ...event, actorId: 0 }) },
  'desk.undelivered': { tell: tellAdminsOfDesk },
  'webhook.due': { deliver: (ctx, { payload }) => deliverNext(ctx, payload.webhookId) }
}
