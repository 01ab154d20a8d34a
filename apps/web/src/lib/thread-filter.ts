const sorts = ['latest', 'newest', 'unanswered', 'votes'] as const
export type Sort = (typeof sorts)[number]

const one = (url: URL, name: string) => url.searchParams.get(name) || undefined

/** Which threads the address of a list asks for; a sort that does not exist means the first. */
export function threadFilterOf(url: URL) {
  const given = one(url, 'sort')
  return {
    sort: sorts.find((sort) => sort === given) ?? 'latest',
    kind: one(url, 'kind') as 'question' | 'discussion' | undefined,
    solved: one(url, 'solved') as 'true' | 'false' | undefined,
    language: one(url, 'language') as 'all' | undefined,
    cursor: one(url, 'cursor')
  }
}

/** The address of the same list with some parameters changed; page one again unless `cursor` is given. */
export function withParameters(url: URL, changes: Record<string, string | null>) {
  const search = new URLSearchParams(url.searchParams)
  for (const [name, value] of Object.entries({ cursor: null, lang: null, ...changes })) {
    if (value === null) search.delete(name)
    else search.set(name, value)
  }
  return search.size > 0 ? `${url.pathname}?${search}` : url.pathname
}
