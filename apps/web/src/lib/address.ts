/** The part of a URL that pages read; it also accepts SvelteKit's read-only URL. */
export type Address = {
  pathname: string
  searchParams: { get(name: string): string | null; toString(): string }
}

/**
 * The same page with some parameters changed; null removes one. The cursor is removed, as it is
 * valid for the old parameters only.
 */
export function withParameters(address: Address, changes: Record<string, string | null>): string {
  const search = new URLSearchParams(address.searchParams.toString())
  for (const [name, value] of Object.entries({ cursor: null, lang: null, ...changes })) {
    if (value === null) search.delete(name)
    else search.set(name, value)
  }
  return search.size > 0 ? `${address.pathname}?${search}` : address.pathname
}

/** Address of a form action that keeps the filters of the list. */
export const actionAt = (name: string, { searchParams }: Address) => {
  const filters = new URLSearchParams(searchParams.toString())
  for (const key of [...filters.keys()]) if (key.startsWith('/')) filters.delete(key)
  return `?/${name}${filters.size > 0 ? `&${filters}` : ''}`
}
