import {
  announcementForReceivers,
  announcementSubjects,
  confirmationMail,
  closeDiscussion,
  invalidateAnnouncements as caches,
  notifiedReadersOf,
  openDiscussion,
  queueForSubscribers,
  readersOfUpdate,
  readersToNotify,
  recordNotified,
  recordResolved,
  requestApproval,
  subscriberMail,
  writerToRemind
} from '@stoa/announcements'
import { after } from '@stoa/core'
import { departureOf, each, PostponedJob, type Job } from '@stoa/core/effects'
import { staffOnCall } from '@stoa/volunteers'
import { deliver, notifyOfAnnouncement } from '@stoa/notifications'
import { notifyLinked, notifyLinkedOfEnd } from '@stoa/tickets'
import { changedAnnouncement, changedThread } from './live.ts'
import type { EventsOf, Reactions } from './reaction.ts'

// While delivery is held after a restore.
const asksAgainAfter = 5 * 60_000

const notifyFollowers: Job<'announcement.due'> = async (ctx, event) => {
  const { announcementId } = event.payload
  const readers = await readersToNotify(ctx, announcementId)
  await recordNotified(ctx, announcementId, readers)
  await notifyOfAnnouncement(ctx, event, 'announcement', readers)
  await queueForSubscribers(ctx, announcementId, 'announcement')
}

const notifyOfUpdate: Job<'announcement.update_due'> = async (ctx, event) => {
  const { announcementId, resolved } = event.payload
  const { followers, concerned } = await readersOfUpdate(ctx, announcementId, resolved)
  const readers = [...new Set([...followers, ...concerned])]
  await recordNotified(ctx, announcementId, readers)
  if (resolved) await notifyOfAnnouncement(ctx, event, 'incident_resolved', readers)
  // Readers who were notified of the end get the update only as followers.
  await notifyOfAnnouncement(ctx, event, 'announcement_update', followers)
  await queueForSubscribers(ctx, announcementId, 'announcement_update')
}

const notifyOfCorrection: Job<'announcement.correction_due'> = async (ctx, event) => {
  const readers = await notifiedReadersOf(ctx, event.payload.announcementId)
  await notifyOfAnnouncement(ctx, event, 'announcement_withdrawn', readers)
  await queueForSubscribers(ctx, event.payload.announcementId, 'announcement_withdrawn')
}

const remindWriters: Job<'announcement.reminder_due'> = async (ctx, event) => {
  const writer = await writerToRemind(ctx, event.payload.announcementId)
  if (writer === undefined) return
  const readers = new Set([writer, ...(await staffOnCall(ctx))])
  await notifyOfAnnouncement(ctx, event, 'announcement_reminder', [...readers])
}

const notifyApprovers: Job<'announcement.approval_requested'> = async (ctx, event) => {
  await requestApproval(ctx, event.payload, event.actorId, (readers) =>
    notifyOfAnnouncement(ctx, event, 'announcement_approval', readers)
  )
}

const mailConfirmation: Job<'announcement.subscription_asked'> = async (ctx, event) => {
  const mail = await confirmationMail(ctx, event.payload.subscriptionId)
  if (mail) await deliver(ctx, { ...mail, key: `${event.id}:mail` })
}

const mailSubscriber: Job<'announcement.subscriber_due'> = async (ctx, event) => {
  const departure = await departureOf(ctx, event.createdAt)
  if (departure === 'never') return
  if (departure === 'after_resume') throw new PostponedJob(after(ctx.now, asksAgainAfter))
  const mail = await subscriberMail(ctx, event.payload)
  if (mail) await deliver(ctx, { ...mail, key: `${event.id}:mail` })
}

const tickets: Job<'announcement.update_due' | 'announcement.correction_due'> = (
  ctx,
  { payload: { announcementId }, createdAt }
) => notifyLinked(ctx, { announcementId, at: createdAt, afterId: 0 })

const ticketsOfEnded: Job<'announcement.expired'> = (
  ctx,
  { payload: { announcementId }, createdAt }
) => notifyLinkedOfEnd(ctx, { announcementId, at: createdAt, afterId: 0 })

const endDiscussion = each<'announcement.expired' | 'announcement.withdrawn'>((ctx, { payload }) =>
  closeDiscussion(ctx, payload.announcementId)
)

const webhooks = { data: announcementForReceivers, subjects: announcementSubjects }

export const announcements: Reactions<EventsOf<'announcement'>> = {
  'announcement.saved': { stalePages: 'all', caches },
  'announcement.published': {
    effects: { discuss: each((ctx, { payload }) => openDiscussion(ctx, payload.announcementId)) },
    stalePages: 'all',
    live: changedAnnouncement,
    webhooks,
    caches
  },
  'announcement.changed': { stalePages: 'all', live: changedAnnouncement, webhooks, caches },
  'announcement.updated': {
    effects: { note: each((ctx, { payload }) => recordResolved(ctx, payload.announcementId)) },
    stalePages: 'all',
    live: changedAnnouncement,
    webhooks,
    caches
  },
  'announcement.expired': {
    effects: { discuss: endDiscussion },
    jobs: { tickets: ticketsOfEnded },
    stalePages: 'all',
    live: changedAnnouncement,
    webhooks,
    caches
  },
  'announcement.withdrawn': {
    effects: { discuss: endDiscussion },
    stalePages: 'all',
    live: changedAnnouncement,
    webhooks,
    caches
  },
  'announcement.due': { jobs: { notify: notifyFollowers }, stalePages: 'none', caches },
  'announcement.update_due': {
    jobs: { notify: notifyOfUpdate, tickets },
    stalePages: 'none',
    caches
  },
  'announcement.correction_due': {
    jobs: { notify: notifyOfCorrection, tickets },
    stalePages: 'none',
    caches
  },
  'announcement.reminder_due': {
    jobs: { notify: remindWriters },
    stalePages: 'all',
    live: changedAnnouncement,
    caches
  },
  'announcement.approval_requested': { jobs: { notify: notifyApprovers }, stalePages: 'none' },
  'announcement.subscription_asked': { jobs: { mail: mailConfirmation }, stalePages: 'none' },
  'announcement.subscriber_due': { jobs: { mail: mailSubscriber }, stalePages: 'none' },
  'announcement.types_changed': { stalePages: 'all', caches },
  'announcement.services_changed': { stalePages: 'all', caches },
  'announcement.linked': { stalePages: 'all', live: changedThread, caches },
  'announcement.unlinked': { stalePages: 'all', live: changedThread, caches }
}
