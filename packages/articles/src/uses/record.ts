import { createHmac } from 'node:crypto'
import type { Context, Locale, Ports } from '@stoa/core'
import { weekOf } from '@stoa/core/data'
import type { Use } from '../schema.ts'

type Named = { id: number; language: Locale }

/** One use of an article by somebody: known by a slug of it, or by its id and language. */
export type Recorded = {
  day: string
  use: Use
  slug: string | null
  id: number | null
  language: string | null
  /** Keyed hash of the account, for what counts once a day. */
  person: string | null
  /** The search that led to it, if its words may be stored. */
  searched: Searched | null
}

const maxRecorded = 50_000

const recorded = new WeakMap<Ports, Map<string, Recorded>>()

function recordedOf(ports: Ports): Map<string, Recorded> {
  const known = recorded.get(ports) ?? new Map<string, Recorded>()
  recorded.set(ports, known)
  return known
}

/** Takes what was recorded; the next is recorded anew. */
export function takeRecorded(ports: Ports): Map<string, Recorded> {
  const taken = recordedOf(ports)
  recorded.set(ports, new Map())
  return taken
}

/** Puts back what could not be written. */
export function putBack(ports: Ports, taken: ReadonlyMap<string, Recorded>): void {
  recorded.set(ports, new Map([...taken, ...recordedOf(ports)]))
}

type Opened = {
  at: string
  slug: string
  use: Use
  visitor: string
  /** Words of the search in whose results it was opened; undefined if they may not be stored. */
  words?: string | undefined
}

/**
 * Records in memory that somebody opened an article. Of one visitor a page counts once until it is
 * written, so reloading counts nothing; of a flood, uses above 50,000 in a minute are not counted.
 */
export function recordArticleUse(ports: Ports, { at, slug, use, visitor, words }: Opened): void {
  const uses = recordedOf(ports)
  const day = at.slice(0, 10)
  if (uses.size >= maxRecorded) return
  const searched = words === undefined ? null : searchedBy(ports, { at, words, visitor })
  uses.set(`${day} ${use} ${slug} ${visitor}`, {
    ...{ day, use, slug, id: null, language: null, person: null, searched }
  })
}

/**
 * Implements the port with which a ticket says which articles its requester read before. Of an account
 * an article counts once a day.
 */
export function recordTicketsAfter({ ports, now, actor }: Context, read: readonly Named[]): void {
  if (actor.id <= 0) return
  const uses = recordedOf(ports)
  const day = now.slice(0, 10)
  const person = accountOn(ports, day, actor.id)
  for (const { id, language } of read.slice(0, Math.max(0, maxRecorded - uses.size)))
    uses.set(`${day} tickets ${id} ${language} ${person}`, {
      ...{ day, use: 'tickets', slug: null, id, language, person, searched: null }
    })
}

/** A search that led to an article: the words, and keyed hashes of them and of who searched. */
type Searched = { week: string; words: string; term: string; person: string }

/**
 * A search by a visitor. Within one week the hash tells one network from another, so that the
 * browsers of a household count once; nobody can tell which, nor that it was the same in another week.
 */
function searchedBy(
  ports: Ports,
  { at, words, visitor }: { at: string; words: string; visitor: string }
): Searched {
  const week = weekOf(at)
  const [network = ''] = visitor.split(' ')
  return {
    ...{ week, words, term: `#${hashed(ports, `term ${week} ${words}`)}` },
    person: hashed(ports, `${week} ${network}`)
  }
}

/** A keyed hash of an account on a day. */
const accountOn = (ports: Ports, day: string, userId: number): string =>
  hashed(ports, `${day} user ${userId}`)

const hashed = (ports: Ports, text: string): string =>
  createHmac('sha256', ports.keyFor('article uses')).update(text).digest('base64url').slice(0, 22)
