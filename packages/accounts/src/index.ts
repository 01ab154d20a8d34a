import './events.ts'
import './ports.ts'

export type { ReviewedText } from './ports.ts'

export { accountsEndpoints } from './endpoints/index.ts'
export { resolveActor } from './actor.ts'
export { invalidateActors } from './actor-cache.ts'
export { invalidateSignUp } from './sign-up/rule.ts'
export { endAccess } from './access.ts'
export { contribute, revokeContribution } from './contributions.ts'
export { sendLateMails } from './sign-up/late-mail.ts'
export { deleteOldAccess } from './retention.ts'
export { codeOf } from './mailed-secrets.ts'
export { accountMail } from './mails.ts'
export { createAccount, type GivenAccount } from './new-account.ts'
export { findUsers } from './suggestions.ts'
export { authorColumns, findUser, idOfNamed, usersAs } from './people.ts'
export { sealedFactors } from './second-factor-codes.ts'
export { everyKeyed, reseal, sameSecret, seal, sha256, unseal, type SealedText } from './secrets.ts'
export { isDuplicate } from './duplicates.ts'
export { networkKey } from './places.ts'
export { eraseClosed } from './recovery/closing.ts'
export { findRecipient } from './recipients.ts'
export { answersEvery, holdsDesk, rules as accountRules } from './policy.ts'
export type { ChangeHandler, PendingChange } from './pending-changes/change.ts'
export { dueAt } from './pending-changes/change.ts'
export {
  confirmChange,
  openChangeOf,
  settleChanges,
  stopChange
} from './pending-changes/deciding.ts'
export { rolePowerHandler, tokenPowerHandler } from './pending-changes/handlers.ts'
export { openChanges } from './pending-changes/list.ts'
export { proposeChange } from './pending-changes/proposing.ts'
export { resignRole, setRole, setRoleOnServer } from './roles.ts'
export {
  endSanction,
  resumeSanction,
  imposeSanction,
  lockSanctioned,
  silencedSeconds,
  type NewSanction,
  type SanctionKind
} from './sanctions.ts'
export { exportSecurityLog } from './security-log/exporting.ts'
export { countUnknownSignIn, recordSecurityEvent } from './security-log/recording.ts'
export {
  maintainSecurityLog,
  recordUnknownSignIns,
  sealedAddresses
} from './security-log/retention.ts'
export { deviceCookieName } from './devices/cookie.ts'
export { sessionCookieName } from './sessions.ts'
export { deskAgentsFor } from './team.ts'
export { recomputeRecentTrust, recomputeTrust } from './trust.ts'
export { usernamesOf } from './usernames.ts'
export { dayOf, recordVisit } from './visits.ts'
