import type { Query, Term } from './query.ts'
import { splitAtKnown, type Relations } from './synonyms.ts'
import { pieces } from './tokens.ts'
import { commonplace } from './tsquery.ts'

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/**
 * Splits a query into distinctive words, Chinese sentences included; each is a group of its own.
 * Quoted text stays whole. Commonplace words are left out unless there are no others.
 */
export function wordsOf({ all }: Query, relations: Relations): Term[][] {
  const groups = all.flatMap((terms) => {
    const [term] = terms
    const isWhole = terms.length > 1 || !term || term.isQuoted || !hasRun(term)
    return isWhole ? [terms] : wordsWithin(term.text, relations).map((words) => words.map(asTerm))
  })
  const revealing = groups.filter((terms) => !terms.every(isCommonplace))
  // 啊啊啊 contains no words, so it is searched as typed.
  return [revealing, groups].find(({ length }) => length > 0) ?? all
}

// Terms without a Chinese run, such as WD-4090 and half-filled, stay whole.
const hasRun = ({ text }: Term) => pieces(text).some(({ isRun }) => isRun)

const asTerm = (text: string): Term => ({ text, isQuoted: false })

const isCommonplace = ({ text, isQuoted }: Term) =>
  !isQuoted && commonplace.has(pieces(text)[0]?.text ?? '') && pieces(text).length === 1

/** Words of a text, each with its alternatives. */
const wordsWithin = (text: string, relations: Relations): string[][] =>
  pieces(text).flatMap((piece) => (piece.isRun ? segmented(piece.text, relations) : [[piece.text]]))

const isSingle = (word: string) => Array.from(word).length === 1

function segmented(run: string, relations: Relations): string[][] {
  // The dictionary of ICU has neither 充值 nor 提现.
  const words = splitAtKnown(run, relations).flatMap((part, at) => {
    const isKnown = at % 2 === 1
    return isKnown ? [[part]] : joined(Array.from(segmenter.segment(part), textOf))
  })
  const long = words.filter(([word = '']) => !isSingle(word))
  const revealing = long.filter(([word = '']) => !commonplace.has(word))
  // 买的币为什么不能马上提 is about 买, 币 and 提.
  const singles = words.filter(([word = '']) => isSingle(word))
  return [revealing, singles, words].find(({ length }) => length > 0) ?? words
}

const textOf = ({ segment }: Intl.SegmentData) => segment

// ICU cuts unknown words into single characters; their pairs are searched instead.
function joined(parts: string[]): string[][] {
  const words: string[][] = []
  let singles = ''
  const flush = () => {
    if (singles !== '') words.push(pairs(singles))
    singles = ''
  }
  for (const part of parts) {
    const isPart = isSingle(part) && !particles.has(part)
    if (isPart) singles += part
    else flush()
    if (!isSingle(part)) words.push([part])
  }
  flush()
  return words
}

function pairs(run: string): string[] {
  const characters = Array.from(run)
  if (characters.length < 3) return [run]
  return characters.slice(1).map((character, at) => `${characters[at]}${character}`)
}

// Single characters with a grammatical function only.
const particles = new Set(
  '的了吗呢吧啊是在我你他她它们和与也都就还很把被让给对从为以及而或个这那哪'
)
