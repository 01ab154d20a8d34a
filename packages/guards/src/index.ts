import { findEmails } from './contact-forms.ts'
import { findPhones } from './contacts.ts'
import { findSecrets } from './all-secrets.ts'
import type { Finding, PersonalKind } from './finding.ts'
import { look } from './looking.ts'
import { searchInSlices } from './search-in-slices.ts'
import { replaced } from './replacing.ts'

export { type Finding } from './finding.ts'
export { replaced } from './replacing.ts'

export { blanksIn, findBlank } from './blanks.ts'
export { findPromise } from './promises.ts'
export { toSimplified } from './simplified.ts'
export { isOneEditApart } from './edits.ts'
export { brandOf } from './brands.ts'
export { addressOf, hostAlone, isPublicSuffix } from './addresses.ts'
export {
  judgeAddress,
  linkReasons,
  verdicts,
  type HostLists,
  type Judgement
} from './link-judgement.ts'
export { phoneNumberOf } from './contacts.ts'
export { isListed, type ListedContacts } from './listed-contacts.ts'
export type { Lead } from './lead.ts'
export { findLeads } from './leads.ts'
export { findPhishingPhrases } from './phishing-phrases.ts'
export { namesAccount } from './phishing-tags.ts'
export { addressPassages } from './address-passages.ts'
export { writtenAddresses } from './written-addresses.ts'
export { collisionOf, readsAs, type NameCollision } from './names.ts'
export {
  compileFilters,
  findsItself,
  filterForms,
  isUsable,
  type FilterOf,
  type Match
} from './filter-matching.ts'
export { alikeFrom, signatureOf, type MinhashSignature } from './likeness.ts'
export { nearlyEqualTo } from './near-equality.ts'
export { looseSkeleton } from './skeleton.ts'

export { findSecrets, findSecretsInSlices } from './all-secrets.ts'
export { isSeenAs } from './seen.ts'
export { scanOnThread } from './scan-thread.ts'

const personal = [findEmails, findPhones]

/** Finds email addresses and phone numbers. */
export const findPersonalData = (text: string): Finding<PersonalKind>[] =>
  look<PersonalKind>(text, personal)

/** As `findPersonalData`, for texts of any length: it yields between slices. */
export const findPersonalDataInSlices = (text: string): Promise<Finding<PersonalKind>[]> =>
  searchInSlices<PersonalKind>(text, personal)

/** Replaces every secret by `[removed]`. */
export const withoutSecrets = (text: string): string => replaced(text, findSecrets(text))
