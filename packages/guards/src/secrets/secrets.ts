import { wordlist as english } from '@scure/bip39/wordlists/english.js'
import { findAcrostics } from '../recovery-phrases/acrostics.ts'
import { findChinesePhrases } from '../recovery-phrases/chinese.ts'
import { findApiKeys } from './api-keys.ts'
import { findBackupCodes } from './backup-codes.ts'
import { findCards } from './cards.ts'
import type { Detector, Finding } from '../detector.ts'
import { findKeyBytes } from './key-bytes.ts'
import { findKnownTokens } from './known-tokens.ts'
import { labelledPhrases } from '../recovery-phrases/labelled.ts'
import { look } from '../look.ts'
import { findIdentityNumbers } from './identity-numbers.ts'
import { inBase64 } from './encoded.ts'
import { findCodes } from './one-time-codes.ts'
import { findPasswords } from './passwords.ts'
import { findPrivateKeys } from './private-keys.ts'
import { findEnglishPhrases } from '../recovery-phrases/english.ts'
import { findTokens } from './tokens.ts'
import { findTotpSeeds } from './totp-seeds.ts'

const detectors: Detector[] = [
  findEnglishPhrases,
  findChinesePhrases,
  findAcrostics,
  findPrivateKeys,
  findKeyBytes,
  findTokens,
  findKnownTokens,
  findTotpSeeds,
  findApiKeys,
  findBackupCodes,
  findCodes,
  findPasswords,
  findCards,
  findIdentityNumbers
]

const inEnglish = labelledPhrases([english])

/** Detectors of secrets, for the browser while typing and for the server before storing. */
export const secretDetectors = (findLabelled: Detector): Detector[] => [
  findLabelled,
  ...detectors,
  inBase64([inEnglish, ...detectors])
]

const inBrowsers = secretDetectors(inEnglish)

/**
 * Finds secrets in order and without overlaps: seed phrases, private keys, tokens, labelled codes
 * and passwords, cards and identity numbers.
 */
export const findSecrets = (text: string): Finding[] => look(text, inBrowsers)
