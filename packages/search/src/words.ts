import type { Query, Term } from './query.ts'
import { pieces } from './tokens.ts'
import { commonplace } from './tsquery.ts'

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/**
 * The telling words of a query one by one, those of Chinese sentences too, each a group of its own;
 * what stands in quotes stays whole.
 */
export function wordsOf({ all }: Query): Term[][] {
  return all.flatMap((terms) => {
    const [term] = terms
    const isWhole = terms.length > 1 || !term || term.isQuoted || !hasRun(term)
    return isWhole ? [terms] : tellingWords(term.text).map((text) => [{ text, isQuoted: false }])
  })
}

// WD-4090 and half-filled are one.
const hasRun = ({ text }: Term) => pieces(text).some(({ isRun }) => isRun)

function tellingWords(text: string): string[] {
  const words = pieces(text).flatMap((piece) => (piece.isRun ? segmented(piece.text) : piece.text))
  const telling = words.filter((word) => !commonplace.has(word))
  return telling.length > 0 ? telling : words
}

const segmented = (run: string) =>
  Array.from(segmenter.segment(run), ({ segment }) => segment).filter(
    (word) => Array.from(word).length > 1 || !particles.has(word)
  )

// Single characters that carry grammar, not a subject.
const particles = new Set(
  '的了吗呢吧啊是在有我你他她它们和与也都就还不没很到把被让给对从为以及而或个这那哪'
)
