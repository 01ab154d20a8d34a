import './events.ts'

export { acknowledgedAnnouncements } from './acknowledge.ts'
export { requestApproval } from './approvers.ts'
export { maintenanceCalendar, type CalendarEntry } from './calendar.ts'
export { followClock } from './clock.ts'
export { linkedAnnouncements, bannersFor, announcementsLike } from './current.ts'
export { ownAnnouncementData } from './data-export.ts'
export { describeAnnouncements } from './excerpts.ts'
export { closeDiscussion, openDiscussion } from './discussion.ts'
export { disturbancesAbout } from './disturbances.ts'
export { announcementStates } from './states.ts'
export { announcementsEndpoints } from './endpoints.ts'
export { feedOfAnnouncements, type AnnouncementFeed } from './feeds.ts'
export { announcementsWith } from './matching-words.ts'
export { invalidateAnnouncements, readsAnnouncement } from './known.ts'
export { isAnnouncementVisible } from './image-visibility.ts'
export { bytesOf } from './sign.ts'
export { announcementForReceivers, announcementSubjects } from './webhook-data.ts'
export { sealedKeys, publicKeys, rotateKey, stateOfSigningKey } from './signing-keys.ts'
export { writerToRemind } from './reminders.ts'
export { recordResolved } from './link.ts'
export { announcementsOfSitemap } from './sitemap.ts'
export { announcementsToApprove } from './work-list.ts'
export { confirmationMail, queueForSubscribers, subscriberMail } from './subscriptions/mails.ts'
export { deleteEndedSubscriptions } from './subscriptions/subscribe.ts'
export { verifyCopy, type NotVerified, type Verified } from './verify.ts'
export {
  readersOfUpdate,
  readersToNotify,
  recordNotified,
  notifiedReadersOf
} from './notified-readers.ts'
export { moveToCategory } from './category-merging.ts'
