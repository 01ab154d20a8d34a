import type { Detector, Finding, Passage } from '../detector.ts'
import { segmentations } from './glued-words.ts'
import { labelsIn, type LabelKind } from '../secrets/labels.ts'
import { regionsIn } from './regions.ts'
import { markedIn, wordReadings, type Marked, type Token } from './tokens.ts'
import { candidatesIn, isOfList, type Candidate } from './windows.ts'
import { numberOf, wordlistOf, type Wordlist } from './wordlist.ts'

const ofPhrases: readonly LabelKind[] = ['phrase', 'key']
/** Maximum distance of a phrase from its label. */
const [before, behind] = [300, 200]

/** Words that are used for phrases and for much else; beside them, a phrase must be complete. */
const hints =
  /phrase|words?\b|wallet|ledger|trezor|metamask|phantom|onekey|imtoken|tokenpocket|safepal|restor|recover|\bimport|steel|backup|[钱錢]包|[单單][词詞字]|恢[复復]|[导導匯][入]|[备備]份|[上下前后後]半|(?:first|second|other) half|(?:十二|二十四|12|24)[个個]|硬件/i

/**
 * Finds phrases of these lists beside a label, even without a valid checksum: eleven words of a
 * list with at most one other among them, or twelve with two misspelled. They may be counted,
 * shortened to four letters, or have look-alike letters.
 */
export const labelledPhrases =
  (lists: readonly (readonly string[])[]): Detector =>
  (text) => {
    const labels = labelsIn(text).filter(({ kind }) => ofPhrases.includes(kind))
    const isCalled = (one: Candidate) =>
      one.isCounted || (one.isWhole && isHinted(text, one)) || isBeside(labels, one)
    return [
      ...regionsIn(text, lists)
        .flatMap(({ list, tokens }) => candidatesIn(text, tokens, wordlistOf(list)))
        .filter(isCalled),
      ...(labels.length > 0 ? hiddenIn(text, lists) : [])
    ].map(({ start, end }): Finding => ({ kind: 'seed_phrase', start, end }))
  }

const isBeside = (labels: Passage[], { start, end, least }: Candidate) =>
  labels.some(
    (label) =>
      (label.end <= start && label.start >= start - before) ||
      (label.start >= least && label.end <= end + behind)
  )

/** True if a word around the passage may speak of a phrase. */
export const isHinted = (
  text: string,
  { start, end, least = end }: Passage & { least?: number }
): boolean =>
  hints.test(text.slice(Math.max(0, start - before), start)) ||
  hints.test(text.slice(least, least + behind))

const mayBeGlued = (word: string) =>
  word.length >= 36 && word.length <= 200 && /^\p{L}+$/u.test(word)

function hiddenIn(text: string, lists: readonly (readonly string[])[]) {
  const long = wordReadings(text)
    .filter(({ words }) => words.some(mayBeGlued))
    .flatMap(({ tokens }) => tokens.filter(({ word }) => mayBeGlued(word)))
  const marked = markedIn(text)
  return lists
    .map(wordlistOf)
    .flatMap((list) => [...gluedIn(long, list), ...markedPhrase(marked, list)])
}

/** Letters without gaps that can be split into the words of a phrase. */
const gluedIn = (long: Token[], { numbers }: Wordlist): Passage[] =>
  long.filter(({ word }) => segmentations(word, numbers).some((found) => !isOfList(found)))

/**
 * A phrase whose words are scattered in a text: each in bold or quotes, or a few per table cell.
 */
function markedPhrase(marked: Marked[], list: Wordlist): Passage[] {
  const ofList = marked.filter(({ tokens }) =>
    tokens.every(({ word }) => numberOf(list, word) !== undefined)
  )
  const few = ofList.filter(({ tokens }) => tokens.length >= 3)
  const [first, last] = [few[0], few.at(-1)]
  if (first && last && isPhrase(few)) return [{ start: first.start, end: last.end }]
  const [one, other] = [ofList[0], ofList.at(-1)]
  const isMost = ofList.length >= (marked.length * 2) / 3
  return one && other && isMost && isPhrase(ofList) ? [{ start: one.start, end: other.end }] : []
}

function isPhrase(pieces: { tokens: Token[] }[]): boolean {
  const words = pieces.flatMap(({ tokens }) => tokens.map(({ word }) => word))
  return words.length <= 27 && new Set(words).size >= 11
}
