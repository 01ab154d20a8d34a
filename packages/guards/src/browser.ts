// What a browser checks while one types: everything but the rules of known tokens, which the server has.
import { findEmails, findPhonesQuickly } from './contact-forms.ts'
import { findChinesePhrases } from './chinese-phrases.ts'
import { findCredentials } from './credentials.ts'
import type { Finding, PersonalKind } from './finding.ts'
import { look } from './looking.ts'
import { findCards, findIdentityNumbers } from './numbers.ts'
import { findPrivateKeys } from './private-keys.ts'
import { findEnglishPhrases } from './seed-phrases.ts'
import { findTokens } from './tokens.ts'

export { isKey, type Finding, type SecretKind } from './finding.ts'
export { replaced } from './replacing.ts'

export const quickDetectors = [
  findEnglishPhrases,
  findChinesePhrases,
  findPrivateKeys,
  findTokens,
  findCredentials,
  findCards,
  findIdentityNumbers
]

/** The secrets of a text that a browser can tell. */
export const findSecretsQuickly = (text: string): Finding[] => look(text, quickDetectors)

/** E-mail addresses and what looks like a phone number. */
export const findPersonalDataQuickly = (text: string): Finding<PersonalKind>[] =>
  look<PersonalKind>(text, [findEmails, findPhonesQuickly])
