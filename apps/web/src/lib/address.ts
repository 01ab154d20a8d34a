/** The part of a URL that pages read; it also accepts SvelteKit's read-only URL. */
export type Address = {
  pathname: string
  searchParams: { get(name: string): string | null; toString(): string }
}

/**
 * The same page with some parameters changed; null removes one. The cursor is removed, as it is
 * valid for the old parameters only, and so is a form action.
 */
export function withParameters(address: Address, changes: Record<string, string | null>): string {
  const search = withoutAction(address)
  for (const [name, value] of Object.entries({ cursor: null, lang: null, ...changes })) {
    if (value === null) search.delete(name)
    else search.set(name, value)
  }
  return search.size > 0 ? `${address.pathname}?${search}` : address.pathname
}

/** Address of a form action that keeps the filters of the list. */
export function actionAt(name: string, address: Address): string {
  const filters = withoutAction(address)
  return `?/${name}${filters.size > 0 ? `&${filters}` : ''}`
}

function withoutAction({ searchParams }: Address) {
  const kept = new URLSearchParams(searchParams.toString())
  for (const key of [...kept.keys()]) if (key.startsWith('/')) kept.delete(key)
  return kept
}

/**
 * The path to open after signing in: one of this site, else `/`. Refuses all that a browser could
 * read as another host (`//evil`, `/\evil`, control characters that it strips). Headers hold ASCII
 * only, so all else is encoded.
 */
export function localPath(next: string | null): string {
  if (!next || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next)) return '/'
  if (!URL.canParse(next, 'http://here.invalid')) return '/'
  return next.toWellFormed().replaceAll(/[^!-~]+/g, encodeURIComponent)
}
