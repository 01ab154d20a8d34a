import './events.ts'
import './ports.ts'

export type { ReviewedText, UsesOfGroup } from './ports.ts'

export { accountsEndpoints } from './endpoints/index.ts'
export { resolveActor, type ActorOptions } from './actor.ts'
export { invalidateActors } from './actor-cache.ts'
export { invalidateSignUp } from './sign-up/rule.ts'
export { sendLateMails } from './sign-up/late-mail.ts'
export { addressCleaner } from './address-retention.ts'
export { deleteOldAccess } from './retention.ts'
export { codeOf } from './mailed-secrets.ts'
export { accountMail } from './mails.ts'
export { queueActivationMails } from './imports/invitation-mails.ts'
export { createAccount, type GivenAccount } from './new-account.ts'
export { findUsers } from './suggestions.ts'
export { authorColumns, findUser, idOfNamed, usersAs } from './people.ts'
export { sealedTexts } from './sealed-texts.ts'
export { networkKey } from './places.ts'
export { eraseClosed } from './recovery/closing.ts'
export { holdsDesk, rules as accountRules } from './policy.ts'
export { resignRole, setRole, setRoleOnServer } from './roles.ts'
export {
  endSanction,
  resumeSanction,
  imposeSanction,
  lockSanctioned,
  silencedSeconds,
  type SanctionKind
} from './sanctions.ts'
export { exportSecurityLog } from './security-log/exporting.ts'
export { countUnknownSignIn, recordSecurityEvent } from './security-log/recording.ts'
export {
  maintainSecurityLog,
  recordUnknownSignIns,
  securityLogCleaner
} from './security-log/retention.ts'
export { cookieNames } from './sessions.ts'
export { deskAgentsFor } from './team.ts'
export { recomputeTrust } from './trust.ts'
export { usernamesOf } from './usernames.ts'
export { writeUses } from './visits.ts'
