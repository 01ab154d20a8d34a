import './events.ts'
import './ports.ts'

export { notificationsEndpoints } from './endpoints.ts'
export { unreadCount } from './inbox.ts'
export { tellOfAcceptance, tellOfMentions, tellOfPost } from './post-consequences.ts'
export { tellOfAnnouncement } from './announcement-consequences.ts'
export {
  tellAdminsOfDesk,
  tellApplicant,
  tellOfApplication,
  tellOfTrustProposal,
  tellOfProposal,
  tellOfDecision,
  tellOfStolenAccount,
  tellOfUrgentCase,
  tellReporters,
  untellReporters,
  tellStaffOfLimit
} from './decision-consequences.ts'
export { notifyRepliers } from './hidden-threads.ts'
export { mailNotification } from './mails.ts'
export { mailDigest, queueDigests } from './digest.ts'
export { queueFolded } from './folding.ts'
export { deliver } from './delivery.ts'
export { createLive, type Live } from './live.ts'
export type { Presence } from './live-presence.ts'
export { tellOfTicket } from './ticket-consequences.ts'
export { ownNotificationData } from './own-data.ts'
export type { Mail } from './ports.ts'
