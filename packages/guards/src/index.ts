import { findEmails } from './contact-forms.ts'
import { findPhones } from './contacts.ts'
import type { Finding, PersonalKind } from './finding.ts'
import { look } from './looking.ts'
import { lookInTurns } from './looking-in-turns.ts'
import type { Normal } from './normal.ts'
import { replaced } from './replacing.ts'
import { findSecrets, secretDetectors } from './secrets.ts'

export {
  isKey,
  personalKinds,
  secretKinds,
  type Finding,
  type PersonalKind,
  type SecretKind
} from './finding.ts'
export { normal, type Normal } from './normal.ts'
export { replaced } from './replacing.ts'

export { toSimplified } from './simplified.ts'
export { isOneEditApart } from './edits.ts'
export { addressOf, hostAlone, isPublicSuffix } from './addresses.ts'
export {
  brandOf,
  judgeAddress,
  linkReasons,
  verdicts,
  type HostLists,
  type Judgement,
  type LinkReason,
  type Verdict
} from './link-judgement.ts'
export { phoneNumberOf } from './contacts.ts'
export { isListed, type ListedContacts } from './listed-contacts.ts'
export { findContactBait } from './contact-bait.ts'
export { writtenHosts } from './written-hosts.ts'
export { collisionOf, type NameCollision } from './names.ts'
export {
  compileFilters,
  findsItself,
  filterForms,
  isUsable,
  type FilterForm,
  type FilterOf,
  type Match
} from './filters.ts'
export { alikeFrom, sketchOf, type Sketch } from './likeness.ts'
export { looseSkeleton } from './skeleton.ts'

export { findSecrets } from './secrets.ts'

/** The same for a text of any length, read before: none holds up the process. */
export const findSecretsInTurns = (text: Normal): Promise<Finding[]> =>
  lookInTurns(text, secretDetectors)

const personal = [findEmails, findPhones]

/** E-mail addresses and phone numbers of a text. */
export const findPersonalData = (text: string): Finding<PersonalKind>[] =>
  look<PersonalKind>(text, personal)

/** The same for a text of any length, read before. */
export const findPersonalDataInTurns = (text: Normal): Promise<Finding<PersonalKind>[]> =>
  lookInTurns<PersonalKind>(text, personal)

/** The text with `[removed]` in place of every secret. */
export const withoutSecrets = (text: string): string => replaced(text, findSecrets(text))
