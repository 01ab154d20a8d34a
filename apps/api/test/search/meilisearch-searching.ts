import { matches } from './meilisearch-matching.ts'
import type { Index, Stored } from './meilisearch-writing.ts'

/** A search as the forum sends it; all words are needed. */
export type Search = {
  q?: string
  /** All must hold; of an array inside one. */
  filter?: string | (string | string[])[]
  sort?: string[]
  limit?: number
  matchingStrategy?: 'all'
  attributesToSearchOn?: string[]
  attributesToRetrieve?: string[]
}

type Hits = { hits: Record<string, unknown>[] } | { refused: string }

/** Finds documents in the order they were added in, or the newest first. */
export function search({ documents, settings }: Index, asked: Search): Hits {
  const { q = '', filter = [], sort = [], limit = 20 } = asked
  const conditions = [filter].flat(1).map((one) => [one].flat().map(conditionOf))
  const isFilterable = ({ name }: Condition) => settings.filterableAttributes?.includes(name)
  if (!conditions.flat().every(isFilterable)) return { refused: 'invalid_search_filter' }
  const isSortable = (rule: string) => settings.sortableAttributes?.includes(rule.split(':')[0]!)
  if (!sort.every(isSortable)) return { refused: 'invalid_search_sort' }
  const searched = asked.attributesToSearchOn ?? settings.searchableAttributes ?? []
  const textsOf = (document: Stored) => searched.flatMap((name) => texts(document[name]))
  const found = [...documents.values()].filter(
    (document) =>
      conditions.every((any) => any.some((condition) => passes(document, condition))) &&
      matches(textsOf(document), q)
  )
  for (const rule of sort.toReversed()) found.sort(byRule(rule))
  return { hits: found.slice(0, limit).map((document) => shown(document, asked, settings)) }
}

const texts = (value: unknown): string[] =>
  [value].flat().filter((text): text is string => typeof text === 'string')

type Condition = { name: string; operator: string; value: unknown }

function conditionOf(filter: string): Condition {
  const [, name = '', operator = '', value = 'null'] = /^(\w+) (=|>=|<) (.*)$/s.exec(filter) ?? []
  return { name, operator, value: JSON.parse(value) }
}

const folded = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : value)

function passes(document: Stored, { name, operator, value }: Condition): boolean {
  const had = [document[name]].flat().map(folded)
  if (operator === '>=') return had.some((one) => Number(one) >= Number(value))
  if (operator === '<') return had.some((one) => Number(one) < Number(value))
  return had.includes(folded(value))
}

const byRule = (rule: string) => (one: Stored, other: Stored) => {
  const [name = '', direction] = rule.split(':')
  const difference = Number(one[name]) - Number(other[name])
  return direction === 'desc' ? -difference : difference
}

function shown(document: Stored, { attributesToRetrieve }: Search, settings: Index['settings']) {
  const displayed = settings.displayedAttributes ?? Object.keys(document)
  const names = (attributesToRetrieve ?? displayed).filter(
    (name) => displayed.includes(name) && name in document
  )
  return { ...Object.fromEntries(names.map((name) => [name, document[name]])), _rankingScore: 0.5 }
}
