import type { Address } from '#lib/address.ts'

const languages = ['zh-CN', 'zh-TW', 'en'] as const
const flags = ['true', 'false'] as const

/** Parameters that narrow a search down, in the order in which they are shown. */
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

/** What the address of the search page asks for; empty and impossible values are as if not there. */
export function searchFilterOf({ searchParams }: Address) {
  const text = (name: string) => searchParams.get(name)?.trim().slice(0, 60) || undefined
  const one = <T extends string>(name: string, of: readonly T[]) =>
    of.find((value) => value === searchParams.get(name))
  return {
    q: (searchParams.get('q') ?? '').slice(0, 200),
    category: text('category'),
    kind: one('kind', ['question', 'discussion']),
    solved: one('solved', flags),
    official: one('official', ['true']),
    author: text('author'),
    tag: text('tag'),
    language: one('language', languages),
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

/** What was typed without the filters in it, as the title of a question. */
export const wordsOf = (typed: string) => typed.replace(typedFilter, '').replace(/\s+/g, ' ').trim()
