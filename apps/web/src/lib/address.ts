/** What is needed of a URL; SvelteKit's own is read-only. */
export type Address = {
  pathname: string
  searchParams: { get(name: string): string | null; toString(): string }
}

/**
 * The same page with some parameters changed, null for none. A list starts anew: its cursor is
 * valid under the old parameters only.
 */
export function withParameters(address: Address, changes: Record<string, string | null>): string {
  const search = new URLSearchParams(address.searchParams.toString())
  for (const [name, value] of Object.entries({ cursor: null, lang: null, ...changes })) {
    if (value === null) search.delete(name)
    else search.set(name, value)
  }
  return search.size > 0 ? `${address.pathname}?${search}` : address.pathname
}

/** Where a form of a list goes: the action, under the filters that stay. */
export const actionAt = (name: string, { searchParams }: Address) => {
  const filters = new URLSearchParams(searchParams.toString())
  for (const key of [...filters.keys()]) if (key.startsWith('/')) filters.delete(key)
  return `?/${name}${filters.size > 0 ? `&${filters}` : ''}`
}
