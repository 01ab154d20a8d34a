import { after } from '@stoa/core'
import type { emailAddresses } from '../schema.ts'

export type AddressRow = typeof emailAddresses.$inferSelect

/** `until` is null for the present address. */
export type HeldAddress = AddressRow & { until: string | null }

/** For so long a lost address can be restored, and newly added ways in are not trusted. */
export const week = 7 * 24 * 3600_000

/**
 * The addresses of an account without undone changes, the oldest first.
 * @param rows all rows of the account, the oldest first
 */
export function heldAddresses(rows: readonly AddressRow[]): HeldAddress[] {
  const held: HeldAddress[] = []
  for (const row of rows) {
    if (row.restoresId === null) {
      endLast(held, row.since)
      held.push({ ...row, until: null })
    } else {
      held.splice(held.findIndex(({ id }) => id === row.restoresId) + 1)
      endLast(held, null)
    }
  }
  return held
}

function endLast(held: HeldAddress[], until: string | null) {
  const last = held.at(-1)
  if (last) last.until = until
}

/** Whether it is the present address, or was within the last seven days. */
export const isRecent = ({ until }: HeldAddress, now: string): boolean =>
  until === null || until > after(now, -week)

/** The recent addresses of an account, without duplicates. */
export function recentAddresses(held: readonly HeldAddress[], now: string): HeldAddress[] {
  const recent = held.filter((one) => isRecent(one, now))
  return [...new Map(recent.map((one) => [one.email.toLowerCase(), one])).values()]
}

/**
 * Whether these changes, the oldest first, cannot be undone by the holder of an older address. That
 * is so if one was proved by a second factor that was older than seven days when the first change
 * was requested.
 */
export function isProtected(changes: readonly AddressRow[]): boolean {
  const [first] = changes
  if (!first) return false
  const trusted = after(first.askedAt, -week)
  return changes.some(({ factorSince }) => factorSince !== null && factorSince <= trusted)
}
