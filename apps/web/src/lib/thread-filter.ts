import type { Address } from './address.ts'

const sorts = ['latest', 'newest', 'unanswered', 'votes'] as const
const kinds = ['question', 'discussion'] as const
const flags = ['true', 'false'] as const
export type Sort = (typeof sorts)[number]

/** Filter of a list of threads from the address; invalid values are ignored. */
export function threadFilterOf({ searchParams }: Address) {
  const one = <T extends string>(name: string, of: readonly T[]) =>
    of.find((value) => value === searchParams.get(name))
  return {
    sort: one('sort', sorts) ?? 'latest',
    kind: one('kind', kinds),
    solved: one('solved', flags),
    language: one('language', ['all']),
    following: one('following', ['true']),
    cursor: searchParams.get('cursor') ?? undefined
  }
}
