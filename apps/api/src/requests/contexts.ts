import type { FastifyRequest } from 'fastify'
import { guest, type Actor, type Context, type Locale, type Origin, type Ports } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { localeOf } from './locale.ts'

export type ContextParts = {
  db: Database
  ports: Ports
  /** The present time, ISO 8601 UTC with milliseconds. */
  clock(): string
}

export const requestContext = (
  { db, ports, clock }: ContextParts,
  actor: Actor,
  origin: Origin,
  locale: Locale
): Context => ({ actor, db, ports, now: clock(), locale, origin, cookies: [] })

/** The context of a guest in the language of the request. */
export const guestContext = (
  { db, ports, clock }: ContextParts,
  request: Pick<FastifyRequest, 'query' | 'headers' | 'cookies' | 'memberLocale' | 'languages'>
): Context => ({ actor: guest, db, ports, now: clock(), locale: localeOf(request), cookies: [] })

/** The context of jobs, scheduled tasks and commands. It may read everything. */
export const systemContext = ({ db, ports, clock }: ContextParts): Context => ({
  actor: { ...guest, role: 'admin' },
  db,
  now: clock(),
  locale: ports.languages.default,
  ports,
  cookies: []
})
