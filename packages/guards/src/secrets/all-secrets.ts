import type { Finding } from '../detector.ts'
import { look } from '../look.ts'
import { searchInSlices } from '../search-in-slices.ts'
import { findLabelled, findOtherPhrases } from '../recovery-phrases/other-languages.ts'
import { secretDetectors } from './secrets.ts'

/** The browser bundle contains the English and Chinese word lists only. */
const detectors = [...secretDetectors(findLabelled), findOtherPhrases]

/**
 * Finds all secrets in a text, in order and without overlaps, in more languages than the browser
 * does.
 */
export const findSecrets = (text: string): Finding[] => look(text, detectors)

/** As `findSecrets`, for texts of any length: it yields between slices. */
export const findSecretsInSlices = (text: string): Promise<Finding[]> =>
  searchInSlices(text, detectors)
