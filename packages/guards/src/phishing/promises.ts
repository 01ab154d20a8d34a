import { promises } from './promise-phrases.ts'
import { toSimplified } from '../text-forms/simplified.ts'

const sentences = new Intl.Segmenter('zh', { granularity: 'sentence' })

/**
 * Returns the first sentence that promises something: that funds are safe, when it works again,
 * what will be paid back. For texts written before anything is known, such as templates.
 * @param text as readers see it, without Markdown; sentences may continue on the next line
 * @returns undefined without a promise; a blank instead of a number or time is none
 */
export function findPromise(text: string): string | undefined {
  const read = text.replace(/\p{Default_Ignorable_Code_Point}|[*_`~]/gu, '')
  return promiseIn(read) ?? promiseIn(joined(read))
}

function promiseIn(text: string): string | undefined {
  for (const { segment } of sentences.segment(text)) if (isPromise(segment)) return segment.trim()
  return undefined
}

function isPromise(sentence: string): boolean {
  const read = toSimplified(sentence.normalize('NFKC')).replace(warnedOf, ' ')
  return promises.some((promise) => promise.test(read))
}

/** Joins lines; between Chinese characters without a space. */
const joined = (text: string) =>
  text.replace(/(?<=\p{sc=Han})\n+(?=\p{sc=Han})/gu, '').replace(/\n+/g, ' ')

/**
 * Statements of others that readers are told not to believe. NFKC has converted commas and colons
 * to ASCII.
 */
const warnedOf =
  /\b(?:any|some|every)(?:one|body) who (?:says|claims|tells|promises|writes)\b[^.,:;!?]{0,80}|\b(?:never|do not|don['’]t) (?:believe|trust) (?:that|in|any|messages|claims|posts)\b[^.,:;!?]{0,80}|(?:勿|不要|别)(?:轻易)?(?:相信|轻信|听信)[^,;:。!?]{0,40}/giu
