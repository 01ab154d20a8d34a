import { sql } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import { atLeast, type Context, type Role } from '@stoa/core'
import { onDatabase } from '@stoa/core/data'
import type { Database } from '@stoa/core/database'
import type { Reader } from './visibility.ts'

type Audience = 'guest' | 'member' | 'staff'

/**
 * Builds a query once per kind of reader, because building it costs more than running it. `build`
 * gets the reader as placeholders; their values are `readerValues(ctx)`.
 */
export function preparedRead<T extends object>(build: (db: Database, reader: Reader) => T) {
  const kept = new Map<Audience, T>()
  return ({ db, actor }: Context): T => {
    const audience = audienceOf(actor.role)
    const statement = kept.get(audience) ?? build(db, placeholders(audience))
    kept.set(audience, statement)
    return onDatabase(statement, db)
  }
}

/**
 * Makes a statement once per kind of reader, whose rights are part of it.
 * @param make gets the reader as placeholders; their values are `readerValues(ctx)`
 */
export function byReader<T>(make: (reader: Reader) => T) {
  const kept = new Map<Audience, T>()
  return ({ actor }: Pick<Context, 'actor'>): T => {
    const audience = audienceOf(actor.role)
    const made = kept.get(audience) ?? make(placeholders(audience))
    kept.set(audience, made)
    return made
  }
}

const keptShapes = 100

/**
 * Makes statements of many shapes as `byReader` makes one, and keeps those used last.
 * @param make gets the shape, all of which is part of the statement
 */
export function byReaderAndShape<T extends object, Shape>(
  make: (reader: Reader, shape: Shape) => T
) {
  const kept = new LRUCache<string, T>({ max: keptShapes })
  return ({ actor }: Pick<Context, 'actor'>, shape: Shape): T => {
    const audience = audienceOf(actor.role)
    const key = `${audience} ${JSON.stringify(shape)}`
    const made = kept.get(key) ?? make(placeholders(audience), shape)
    kept.set(key, made)
    return made
  }
}

/** Values for the placeholders of every prepared read. */
export const readerValues = ({ actor, now }: Context) => ({
  readerId: actor.id,
  moderates: actor.moderates,
  groups: actor.groups,
  now
})

/** Placeholder for the time of the request. */
export const nowPlaceholder = sql`${sql.placeholder('now')}::timestamptz`

function audienceOf(role: Role): Audience {
  if (atLeast(role, 'staff')) return 'staff'
  return role === 'guest' ? 'guest' : 'member'
}

const placeholders = (audience: Audience): Reader => ({
  role: audience,
  id: sql.placeholder('readerId'),
  moderates: sql.placeholder('moderates'),
  groups: sql.placeholder('groups')
})
