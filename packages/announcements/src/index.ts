import './events.ts'
import './ports.ts'

export { followClock } from './clock.ts'
export { linkedAnnouncements, bannersFor, matchingAnnouncements } from './current.ts'
export { closeDiscussion, openDiscussion } from './discussion.ts'
export { disturbancesAbout } from './disturbances.ts'
export { announcementsEndpoints } from './endpoints.ts'
export { feedOfAnnouncements, type AnnouncementFeed } from './feeds.ts'
export { announcementsWith } from './finding.ts'
export { dropAnnouncements } from './known.ts'
export { canSeeAnnouncement } from './policy.ts'
export { announcementForReceivers } from './receiving.ts'
export { bytesOf } from './signing.ts'
export { sealedKeys } from './sealed-keys.ts'
export { publicKeys, rotateKey, stateOfSigningKey } from './signing-keys.ts'
export { noteResolved } from './linking.ts'
export { verifyCopy, type NotVerified, type Verified } from './verifying.ts'
export {
  describeAnnouncements,
  readersOfUpdate,
  readersToTell,
  rememberTold,
  toldOf
} from './telling.ts'
