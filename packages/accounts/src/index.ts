import './events.ts'
import './ports.ts'

export type { ReviewedText, UsesOfGroup } from './ports.ts'

export { accountsEndpoints } from './endpoints.ts'
export { resolveActor, type ActorOptions } from './sessions/actor.ts'
export { invalidateActors } from './sessions/actor.ts'
export { invalidateSignUp } from './sign-up/rule.ts'
export { sendLateMails } from './sign-up/sign-up.ts'
export { addressCleaner } from './security-log/retention.ts'
export { deleteOldAccess } from './account/retention.ts'
export { codeOf } from './mail/tokens.ts'
export { accountMail } from './mail/mails.ts'
export { queueActivationMails } from './imports/import-people.ts'
export { createAccount, type GivenAccount } from './account/new-account.ts'
export { findUsers } from './people/profiles.ts'
export { authorColumns, findUser, idOfNamed, usersAs } from './people/people.ts'
export { sealedTexts } from './sealed-texts.ts'
export { networkKey } from './sessions/places.ts'
export { eraseClosed } from './recovery/close.ts'
export { holdsDesk, rules as accountRules } from './policy.ts'
export { resignRole, setRole, setRoleOnServer } from './roles/roles.ts'
export {
  endSanction,
  resumeSanction,
  imposeSanction,
  lockSanctioned,
  silencedSeconds,
  type SanctionKind
} from './conduct/sanctions.ts'
export { exportSecurityLog } from './security-log/list.ts'
export { countUnknownSignIn, recordSecurityEvent } from './security-log/record.ts'
export {
  maintainSecurityLog,
  recordUnknownSignIns,
  securityLogCleaner
} from './security-log/retention.ts'
export { cookieNames } from './sessions/sessions.ts'
export { deskAgentsFor } from './people/team.ts'
export { recomputeTrust } from './conduct/trust.ts'
export { usernamesOf } from './people/people.ts'
export { writeUses } from './sessions/visits.ts'
