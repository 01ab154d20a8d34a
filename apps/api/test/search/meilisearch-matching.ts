export type Stored = Record<string, unknown> & {
  postId: number
  threadId: number
  title: string | null
  text: string
  codes: string[]
  tags: string[]
}

type Search = {
  q: string
  filter?: string[]
  matchingStrategy: string
  attributesToSearchOn?: string[]
}

/**
 * Whether the fake server's document matches: words and phrases are parts of its text, and filters
 * hold.
 */
export function holds(document: Stored, { q, filter = [], ...search }: Search): boolean {
  if (!filter.every((condition) => passes(document, condition))) return false
  const attributes = search.attributesToSearchOn ?? ['title', 'tags', 'codes', 'text']
  const text = attributes.map((name) => [document[name]].flat().join(' ')).join(' ')
  const terms = Array.from(q.matchAll(/(-?)(?:"([^"]*)"|(\S+))/g), ([, minus, phrase, word]) => ({
    isWanted: minus === '',
    has: text.includes(phrase ?? word ?? '')
  }))
  const wanted = terms.filter(({ isWanted }) => isWanted)
  if (terms.some(({ isWanted, has }) => !isWanted && has)) return false
  if (search.matchingStrategy === 'all') return wanted.every(({ has }) => has)
  return wanted.some(({ has }) => has)
}

function passes(document: Stored, condition: string): boolean {
  const [, name = '', operator = '', value = ''] = /^(\w+) (=|>=|<) (.*)$/s.exec(condition) ?? []
  const wanted = JSON.parse(value) as unknown
  const had = document[name]
  if (operator === '>=') return Number(had) >= Number(wanted)
  if (operator === '<') return Number(had) < Number(wanted)
  return Array.isArray(had) ? had.includes(wanted) : had === wanted
}
