import { locales } from '@stoa/messages'
import type { Address } from '#lib/address.ts'

const flags = ['true', 'false'] as const

/** Parameters that narrow the search, in the order of the page. */
export const narrowing = [
  'category',
  'kind',
  'solved',
  'official',
  'author',
  'tag',
  'language',
  'after',
  'before',
  'in'
] as const
export type Narrowing = (typeof narrowing)[number]

/** Filter from the address; empty and invalid values are ignored. */
export function searchFilterOf({ searchParams }: Address) {
  const text = (name: string) => searchParams.get(name)?.trim().slice(0, 60) || undefined
  const one = <T extends string>(name: string, of: readonly T[]) =>
    of.find((value) => value === searchParams.get(name))
  return {
    q: (searchParams.get('q') ?? '').slice(0, 200),
    category: text('category'),
    kind: one('kind', ['question', 'discussion', 'article']),
    solved: one('solved', flags),
    official: one('official', ['true']),
    author: text('author'),
    tag: text('tag'),
    language: one('language', locales),
    after: dayOf(text('after')),
    before: dayOf(text('before')),
    in: one('in', ['title']),
    sort: one('sort', ['newest']) ?? 'relevance',
    cursor: searchParams.get('cursor') ?? undefined
  } as const
}

export type SearchFilter = ReturnType<typeof searchFilterOf>

const dayOf = (text: string | undefined) =>
  text && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined

const typedFilter = new RegExp(`(?<!\\S)(?:${narrowing.join('|')})[:：]\\S+`, 'gi')

/** The query without typed filters, as title of a question. */
export const wordsOf = (typed: string) => typed.replace(typedFilter, '').replace(/\s+/g, ' ').trim()
