import type { Finding } from './finding.ts'
import { look } from './looking.ts'
import { searchInSlices } from './search-in-slices.ts'
import { findLabelled, findOtherPhrases } from './other-phrases.ts'
import { secretDetectors } from './secrets.ts'

/** A browser has the word lists of English and Chinese only. */
const detectors = [...secretDetectors(findLabelled), findOtherPhrases]

/** Every secret of a text, in order and apart, as a browser finds them and in more languages. */
export const findSecrets = (text: string): Finding[] => look(text, detectors)

/** The same for a text of any length: none holds up the process. */
export const findSecretsInSlices = (text: string): Promise<Finding[]> =>
  searchInSlices(text, detectors)
