import { findEmails } from './contacts/contact-forms.ts'
import { findPhones } from './contacts/contacts.ts'
import { findSecrets } from './secrets/all-secrets.ts'
import type { Finding, PersonalKind } from './detector.ts'
import { look } from './look.ts'
import { searchInSlices } from './search-in-slices.ts'
import { replaced } from './replace.ts'

export { type Finding } from './detector.ts'
export { replaced } from './replace.ts'

export { blanksIn, findBlank } from './blanks.ts'
export { findPromise } from './phishing/promises.ts'
export { toSimplified } from './text-forms/simplified.ts'
export { isOneEditApart } from './edits.ts'
export { brandOf } from './links/brands.ts'
export { addressOf, hostAlone, isPublicSuffix } from './links/addresses.ts'
export {
  judgeAddress,
  linkReasons,
  verdicts,
  type HostLists,
  type Judgement
} from './links/link-judgement.ts'
export { phoneNumberOf } from './contacts/contacts.ts'
export { isListed, type ListedContacts } from './contacts/listed-contacts.ts'
export type { Lead } from './links/lead.ts'
export { findLeads } from './links/leads.ts'
export { findPhishingPhrases } from './phishing/phishing-phrases.ts'
export { namesAccount } from './phishing/phishing-tags.ts'
export { addressPassages } from './links/address-passages.ts'
export { writtenAddresses } from './links/written-addresses.ts'
export { collisionOf, readsAs, type NameCollision } from './names/names.ts'
export {
  compileFilters,
  findsItself,
  filterForms,
  isUsable,
  type FilterOf,
  type Match
} from './filters/filter-matching.ts'
export { minhash, signatureOf, type MinhashSignature } from './likeness/likeness.ts'
export { nearlyEqualTo } from './likeness/near-equality.ts'
export { looseSkeleton } from './text-forms/skeleton.ts'
export { asksForPrivateData } from './secrets/private-labels.ts'
export { findWalletStrings, hasWalletAddress, type WalletString } from './wallets/wallet-strings.ts'

export { findSecrets, findSecretsInSlices } from './secrets/all-secrets.ts'
export { isSeenAs } from './text-forms/seen.ts'
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
