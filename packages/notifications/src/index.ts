import './events.ts'
import './ports.ts'

export { notificationsEndpoints } from './endpoints.ts'
export { unreadCount, unreadNotifications } from './inbox.ts'
export {
  notifyManyReaders,
  notifyOfAcceptance,
  notifyOfMentions,
  notifyOfPosts
} from './post-notifications.ts'
export { notifyOfAnnouncement } from './notify.ts'
export {
  notifyApplicant,
  notifyOfDecision,
  notifyOfFactorLoss,
  notifyOverruled,
  notifyReporters,
  retractReporterNotifications
} from './decision-notifications.ts'
export {
  notifyOfApplication,
  notifyOfArticle,
  notifyOfSource,
  notifyOfProposal,
  notifyOfStolenAccount,
  notifyOfUrgentCase,
  remindOwner,
  notifyStaffOfLimit
} from './staff-notifications.ts'
export { notifyOfRetentionProposal, notifyOfTrustProposal } from './admin-notifications.ts'
export { notifyOfRestoredThread, notifyRepliers } from './hidden-threads.ts'
export { recordMailConsent } from './mail-consent.ts'
export { mailNotifications } from './mails.ts'
export { mailDigest } from './digest-mail.ts'
export { queueDigests, queueWeeklyDigests } from './digest-queue.ts'
export { queueFolded } from './fold.ts'
export {
  countDocumentMails,
  deliver,
  deliverEach,
  documentMailKey,
  type EventMail
} from './delivery.ts'
export { createLive, type Live } from './live.ts'
export type { LiveReaction } from './live-events.ts'
export type { Presence } from './live-presence.ts'
export { notifyOfTicket } from './notify.ts'
export { ownNotificationData } from './data-export.ts'
