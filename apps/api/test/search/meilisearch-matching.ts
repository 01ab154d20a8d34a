export type Stored = Record<string, unknown> & {
  postId: number
  title: string | null
  tagWords: string[]
  text: string
}

type Search = {
  q: string
  filter?: string[]
  attributesToSearchOn?: string[]
}

/**
 * Whether the fake server's document matches: it has all words and phrases but none with a minus,
 * the last word as a beginning if nothing follows it, and filters hold.
 */
export function holds(document: Stored, { q, filter = [], ...search }: Search): boolean {
  if (!filter.every((condition) => passes(document, condition))) return false
  const attributes = search.attributesToSearchOn ?? ['title', 'tagWords', 'text']
  const text = attributes.map((name) => ` ${[document[name]].flat().join(' | ')} `).join('|')
  const terms = Array.from(q.matchAll(/(-?)(?:"([^"]*)"|(\S+))/g))
  return terms.every(([whole, minus, phrase, word = '']) => {
    const isOpen = word !== '' && q.endsWith(whole)
    return text.includes(` ${phrase ?? word}${isOpen ? '' : ' '}`) === (minus === '')
  })
}

function passes(document: Stored, condition: string): boolean {
  const [, name = '', operator = '', value = ''] = /^(\w+) (=|>=|<) (.*)$/s.exec(condition) ?? []
  const wanted = JSON.parse(value) as unknown
  const had = document[name]
  if (operator === '>=') return Number(had) >= Number(wanted)
  if (operator === '<') return Number(had) < Number(wanted)
  return Array.isArray(had) ? had.includes(wanted) : had === wanted
}
