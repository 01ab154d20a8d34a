import './events.ts'

export { acknowledgedAnnouncements } from './acknowledging.ts'
export { requestApproval } from './approvers.ts'
export { maintenanceCalendar, type CalendarEntry } from './calendar.ts'
export { followClock } from './clock.ts'
export { linkedAnnouncements, bannersFor, announcementsLike } from './current.ts'
export { ownAnnouncementData } from './data-export.ts'
export { describeAnnouncements } from './describing.ts'
export { closeDiscussion, openDiscussion } from './discussion.ts'
export { disturbancesAbout } from './disturbances.ts'
export { announcementStates } from './states.ts'
export { announcementsEndpoints } from './endpoints.ts'
export { feedOfAnnouncements, type AnnouncementFeed } from './feeds.ts'
export { announcementsWith } from './finding.ts'
export { invalidateAnnouncements, readsAnnouncement } from './known.ts'
export { isAnnouncementVisible } from './image-visibility.ts'
export { bytesOf } from './signing.ts'
export { announcementForReceivers, announcementSubjects } from './webhook-data.ts'
export { sealedKeys, publicKeys, rotateKey, stateOfSigningKey } from './signing-keys.ts'
export { writerToRemind } from './reminders.ts'
export { recordResolved } from './linking.ts'
export { announcementsOfSitemap } from './sitemap.ts'
export { announcementsToApprove } from './work-list.ts'
export { confirmationMail, queueForSubscribers, subscriberMail } from './subscriptions/mails.ts'
export { deleteEndedSubscriptions } from './subscriptions/subscribing.ts'
export { verifyCopy, type NotVerified, type Verified } from './verifying.ts'
export {
  readersOfUpdate,
  readersToNotify,
  recordNotified,
  notifiedReadersOf
} from './notified-readers.ts'
export { moveToCategory } from './category-merging.ts'
