import { atLeast } from '@stoa/core'
import type { KnownFilters } from '../engine.ts'
import { startOf } from '../filters.ts'
import type { Searcher } from '../searcher.ts'

/** Quotes a string as a filter value: in double quotes, with quotes and backslashes escaped. */
export const quotedValue = (value: string) => `"${value.replace(/[\\"]/g, '\\$&')}"`

type Value = string | number | boolean

const equals = (attribute: string, value: Value | undefined): string[] => {
  if (value === undefined) return []
  const encoded = typeof value === 'string' ? quotedValue(value) : String(value)
  return [`${attribute} = ${encoded}`]
}

const compared = (attribute: string, operator: '>=' | '<', day: string | undefined): string[] =>
  day === undefined ? [] : [`${attribute} ${operator} ${Date.parse(startOf(day))}`]

/** A condition, or several of which one must hold. */
export type Condition = string | string[]

/**
 * What the searcher can see at most, so that what they cannot see takes no place among the hits: what
 * is public, theirs, or in a category that is closed to others. The database decides.
 */
function seenBy({ role, id, closedCategories = [] }: Searcher): Condition[] {
  if (atLeast(role, 'staff')) return []
  if (role === 'guest') return equals('isPublic', true)
  const closed = closedCategories.flatMap((one) => equals('categoryIds', one))
  return [[...equals('isPublic', true), ...equals('authorId', id), ...closed]]
}

/**
 * Conditions of a search in Meilisearch's syntax, all of which must hold. Each hit is judged again by
 * the database.
 */
export const filterOf = (actor: Searcher, filters: KnownFilters): Condition[] => [
  ...seenBy(actor),
  // Documents contain the parent category too.
  ...equals('categoryIds', filters.categoryIds?.[0]),
  ...equals('authorId', filters.authorId),
  ...equals('kind', filters.kind),
  ...equals('solved', filters.solved),
  ...equals('official', filters.official),
  ...equals('tags', filters.tag?.toLowerCase()),
  ...equals('language', filters.language),
  ...compared('writtenAt', '>=', filters.after),
  ...compared('writtenAt', '<', filters.before)
]

/** Condition: first posts of threads. */
export const isFirst = 'isFirst = true'
