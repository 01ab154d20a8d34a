import { findEmails, findPhonesQuickly } from './contact-forms.ts'
import type { Finding, PersonalKind } from './finding.ts'
import { look } from './looking.ts'

export { findSecrets } from './secrets.ts'
export { isKey, type Finding, type SecretKind } from './finding.ts'
export { replaced } from './replacing.ts'

/**
 * E-mail addresses and what looks like a phone number: which of them there are only the server knows,
 * by tables that are larger than all else here.
 */
export const findPersonalDataQuickly = (text: string): Finding<PersonalKind>[] =>
  look<PersonalKind>(text, [findEmails, findPhonesQuickly])
