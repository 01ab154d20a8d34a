import type { Locale } from '@stoa/core'

/** Query parameters that change a page. Others are not part of a cached address. */
const parameters = [
  'active',
  'after',
  'author',
  'before',
  'category',
  'closed',
  'cursor',
  'done',
  'field',
  'in',
  'kind',
  'language',
  'line',
  'official',
  'page',
  'period',
  'q',
  'service',
  'solved',
  'sort',
  'tag',
  'topic',
  'type',
  'unanswered',
  'upload',
  'version'
]

/**
 * The cache key of a guest's page: path, known parameters in order, and locale.
 * @param search the query string with or without `?`
 */
export function cacheKey(path: string, search: string, locale: Locale): string {
  return `${locale} ${knownAddress(path, search)}`
}

/** The address without unknown parameters, from which a cached page is rendered. */
export function knownAddress(path: string, search: string): string {
  if (search.length <= 1) return path
  const given = new URLSearchParams(search)
  const known = new URLSearchParams()
  for (const name of parameters) {
    // Pages read several fields, and the first value of all others.
    const values = given.getAll(name).slice(0, name === 'field' ? undefined : 1)
    for (const value of values) known.append(name, value)
  }
  return known.size > 0 ? `${path}?${known.toString()}` : path
}
