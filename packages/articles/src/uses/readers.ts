import { createHmac } from 'node:crypto'
import type { Ports } from '@stoa/core'
import { weekOf } from '@stoa/core/data'

/** A search that led to an article: the words, and keyed hashes of them and of who searched. */
export type Searched = { week: string; words: string; term: string; person: string }

/**
 * A search by a visitor. Within one week the hash tells one network from another, so that the
 * browsers of a household count once; nobody can tell which, nor that it was the same in another week.
 */
export function searchedBy(
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
export const accountOn = (ports: Ports, day: string, userId: number): string =>
  hashed(ports, `${day} user ${userId}`)

const hashed = (ports: Ports, text: string): string =>
  createHmac('sha256', ports.keyFor('article uses')).update(text).digest('base64url').slice(0, 22)
