import { atLeast, holds, type Actor, type Capability } from '@stoa/core'
import type { users } from './schema.ts'

/** The powers over official words. Whoever gains one has to wait for a second admin, or for a day. */
export const officialPowers = ['admin', 'announcements', 'moderation'] as const
export type OfficialPower = (typeof officialPowers)[number]

export type Duties = Pick<typeof users.$inferSelect, 'role' | 'deskTopics'> & {
  capabilities: Capability[]
}

/** The powers over official words that somebody holds; admins hold all. */
export const powersOf = (holder: Pick<Actor, 'role' | 'capabilities'>): OfficialPower[] =>
  officialPowers.filter((power) =>
    power === 'admin'
      ? holder.role === 'admin'
      : atLeast(holder.role, 'staff') && holds(holder, power)
  )

/** What somebody gains who held `before`; `admin` stands for all that it includes. */
export function gainedPowers(before: Duties, wanted: Duties): OfficialPower[] {
  const held = powersOf(before)
  const gained = powersOf(wanted).filter((power) => !held.includes(power))
  return gained.includes('admin') ? ['admin'] : gained
}

/** The part of `wanted` that counts at once: all but what is gained. */
export function withoutGains(before: Duties, wanted: Duties, gained: OfficialPower[]): Duties {
  if (gained.includes('admin')) return before
  const capabilities = wanted.capabilities.filter((one) => !gained.some((power) => power === one))
  return { ...wanted, capabilities }
}

/** Duties with another power. Somebody who is no longer staff holds no capability. */
export function withPower(duties: Duties, power: OfficialPower): Duties {
  if (power === 'admin') return { ...duties, role: 'admin' }
  if (!atLeast(duties.role, 'staff')) return duties
  return { ...duties, capabilities: [...new Set([...duties.capabilities, power])] }
}
