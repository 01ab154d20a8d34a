import { begins, isMistyped, wordsOf, type Word } from './meilisearch-words.ts'

/** Whether the words of a query are in these texts of a document, each of which is one field. */
export function matches(texts: string[], query: string): boolean {
  const fields = texts.map(wordsOf)
  const { wanted, unwanted } = termsOf(query)
  return !unwanted.some((phrase) => hasPhrase(fields, phrase)) && hasAll(fields, wanted)
}

/** A phrase, or one word with its mistakes; the last one of a query may be a beginning. */
type Term = { words: string[]; isPhrase: boolean; isOpen?: boolean }

/** The server does not read more words and phrases of a query. */
const maxTerms = 10

function termsOf(query: string) {
  const wanted: Term[] = []
  const unwanted: string[][] = []
  for (const [whole, minus, phrase, plain = ''] of query.matchAll(/(-?)(?:"([^"]*)"|(\S+))/g)) {
    const words = wordsOf(phrase ?? plain).map(({ text }) => text)
    if (minus) unwanted.push(words)
    else if (phrase !== undefined) wanted.push({ words, isPhrase: true })
    else {
      const isOpen = query.endsWith(whole)
      for (const [at, word] of words.entries())
        wanted.push({ words: [word], isPhrase: false, isOpen: isOpen && at === words.length - 1 })
    }
  }
  return { wanted: wanted.filter(({ words }) => words.length > 0).slice(0, maxTerms), unwanted }
}

/** Whether all terms are found; up to three words may be written together. */
function hasAll(fields: Word[][], [term, ...rest]: Term[]): boolean {
  if (!term) return true
  if (hasTerm(fields, term) && hasAll(fields, rest)) return true
  return [1, 2].some((more) => {
    const joined = [term, ...rest.slice(0, more)]
    if (joined.length <= more || joined.some(({ isPhrase }) => isPhrase)) return false
    const word = joined.flatMap(({ words }) => words).join('')
    return hasPhrase(fields, [word]) && hasAll(fields, rest.slice(more))
  })
}

function hasTerm(fields: Word[][], { words, isPhrase, isOpen }: Term): boolean {
  if (hasPhrase(fields, words)) return true
  const [word = ''] = words
  if (isPhrase) return false
  const fits = (text: string) => isMistyped(text, word) || (isOpen && begins(text, word))
  return fields.flat().some(({ text }) => fits(text)) || isApart(fields, word)
}

/** Whether a word is found as two. */
const isApart = (fields: Word[][], word: string) =>
  Array.from(word, (_, at) => [word.slice(0, at), word.slice(at)])
    .slice(1)
    .some((two) => hasPhrase(fields, two))

const hasPhrase = (fields: Word[][], phrase: string[]) =>
  fields.some((words) => words.some((_, from) => standsAt(words, from, phrase)))

const standsAt = (words: Word[], from: number, phrase: string[]) =>
  phrase.every((text, at) => {
    const word = words[from + at]
    return word?.text === text && (at === 0 || !word.far)
  })
