import { sql } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import { atLeast, type Context, type Role } from '@stoa/core'
import { preparedQuery } from '@stoa/core/data'
import type { Database } from '@stoa/core/database'
import type { Reader } from './visibility.ts'

type Audience = 'guest' | 'member' | 'staff'

const keptShapes = 100

/**
 * Makes statements of many shapes once per kind of reader, whose rights are part of them, and keeps
 * those used last: building one costs more than running it.
 * @param make gets the reader as placeholders, whose values are `readerValues(ctx)`, and the shape,
 * all of which is part of the statement
 */
export function byReaderAndShape<T extends object, Shape>(
  make: (reader: Reader, shape: Shape) => T
) {
  const kept = new LRUCache<string, T>({ max: keptShapes })
  return ({ actor }: Pick<Context, 'actor'>, shape: Shape): T => {
    const audience = audienceOf(actor.role)
    const key = shape === undefined ? audience : `${audience} ${JSON.stringify(shape)}`
    const made = kept.get(key) ?? make(placeholders(audience), shape)
    kept.set(key, made)
    return made
  }
}

/** Makes a statement once per kind of reader, as `byReaderAndShape`. */
export function byReader<T extends object>(make: (reader: Reader) => T) {
  const made = byReaderAndShape<T, undefined>(make)
  return (ctx: Pick<Context, 'actor'>): T => made(ctx, undefined)
}

/** Builds a query once per kind of reader, as `byReaderAndShape`. */
export function preparedRead<T extends object>(build: (db: Database, reader: Reader) => T) {
  const query = byReader((reader) => preparedQuery((db) => build(db, reader)))
  return (ctx: Context): T => query(ctx)(ctx.db)
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
