import type { Actor } from '@stoa/core'
import type { KnownFilters } from '../engine.ts'
import { startOf } from '../filters.ts'

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

/**
 * Conditions of a search in Meilisearch's syntax, all of which must hold. Only what guests may see
 * is filtered here; other permissions are checked by the database.
 */
export const filterOf = (actor: Actor, filters: KnownFilters): string[] => [
  ...equals('isPublic', actor.role === 'guest' ? true : undefined),
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
