import { findChinesePhrases } from './chinese-phrases.ts'
import { findCredentials } from './credentials.ts'
import type { Detector, Finding } from './finding.ts'
import { findKnownTokens } from './known-tokens.ts'
import { look } from './looking.ts'
import { findCards, findIdentityNumbers } from './numbers.ts'
import { findPrivateKeys } from './private-keys.ts'
import { findEnglishPhrases } from './seed-phrases.ts'
import { findTokens } from './tokens.ts'

/** What finds secrets, in a browser while somebody types and on the server before anything is stored. */
export const secretDetectors: Detector[] = [
  findEnglishPhrases,
  findChinesePhrases,
  findPrivateKeys,
  findTokens,
  findKnownTokens,
  findCredentials,
  findCards,
  findIdentityNumbers
]

/**
 * Every secret of a text: seed phrases, private keys, tokens, codes and passwords called so, cards and
 * identity numbers; in order and apart.
 */
export const findSecrets = (text: string): Finding[] => look(text, secretDetectors)
