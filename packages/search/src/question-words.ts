import { typedText, type Query, type Term } from './query.ts'
import { pieces } from './tokens.ts'

// Longest first: 为什么 before 什么.
const asking =
  /(?:请问|有没有人?|是不是|能不能|会不会|可不可以|该不该|怎么办|怎么样|怎么|怎样|如何|为什么|为何|什么时候|多久才?能?|是什么|什么|吗|呢|呀|谢谢|求助)/u

// Without the prepositions that make a phrase another one, as in "sign in", and the t of "can't".
const asked = new Set(
  (
    'a am an and any anybody anyone are as at be been being by can could did do does for from get got had has have ' +
    'hello help hi how i if is it its just kindly know let me my of or our please should so some still that the ' +
    'their them there these they this those to us was we were what when where which who why will with would yet you ' +
    'your s re ve ll d m hows im ive thats whats wheres whos youre zenme zenmeban ruhe weishenme'
  ).split(' ')
)

const contraction = /\b(ca|wo|do|does|did|is|are|was|were|has|have|had|could|would|should)nt\b/gi

/** A text with the apostrophes that people leave out: cant is can't. */
export const withApostrophes = (text: string): string => text.replace(contraction, "$1n't")

const how = /怎么|怎樣|怎麼|怎样|如何|\bhow (?:to|do|can|should)\b|\b(?:zenme|ruhe)\b/iu

/** Whether a query asks how something is done. */
export const asksHow = (query: Query): boolean => how.test(typedText(query))

/** Whether a normalised word only makes a sentence a question. */
export const isQuestionWord = (word: string): boolean => asked.has(word)

/**
 * The query without the words that only make it a question: they neither have to occur nor count.
 * Quoted text, alternatives, and queries of nothing else stay as they are.
 */
export function withoutQuestionWords(query: Query): Query {
  const all = query.all.flatMap((terms) => (isPlain(terms) ? statementsOf(terms[0]) : [terms]))
  return all.length > 0 ? { ...query, all } : query
}

const isPlain = (terms: Term[]): terms is [Term] => terms.length === 1 && !terms[0]?.isQuoted

/** What is left of a term: none, itself, or the parts of a Chinese sentence around such words. */
function statementsOf(term: Term): Term[][] {
  const of = pieces(term.text)
  if (of.every(({ text }) => isQuestionWord(text))) return []
  const [only, ...others] = of
  if (!only?.isRun || others.length > 0) return [[term]]
  const parts = only.text.split(asking).filter((part) => part !== '')
  return parts.length === 1 && parts[0] === only.text
    ? [[term]]
    : parts.map((text) => [{ ...term, text }])
}
