import { atLeast, holds, type Actor, type Capability } from '@stoa/core'
import type { users } from '../schema.ts'

/** Powers over official posts. Gaining one needs a second admin, or a day of waiting. */
export const officialPowers = ['admin', 'announcements', 'articles', 'moderation'] as const
export type OfficialPower = (typeof officialPowers)[number]

export type Duties = Pick<typeof users.$inferSelect, 'role' | 'deskTopics'> & {
  capabilities: Capability[]
}

/** The official powers that a user holds. Admins hold all. */
export const powersOf = (holder: Pick<Actor, 'role' | 'capabilities'>): OfficialPower[] =>
  officialPowers.filter((power) =>
    power === 'admin'
      ? holder.role === 'admin'
      : atLeast(holder.role, 'staff') && holds(holder, power)
  )

/** The powers in `wanted` that `before` lacks. `admin` includes all others. */
export function gainedPowers(before: Duties, wanted: Duties): OfficialPower[] {
  const held = powersOf(before)
  const gained = powersOf(wanted).filter((power) => !held.includes(power))
  return gained.includes('admin') ? ['admin'] : gained
}

/** The part of `wanted` that takes effect at once: everything but the gained powers. */
export function withoutGains(before: Duties, wanted: Duties, gained: OfficialPower[]): Duties {
  if (gained.includes('admin')) return before
  const capabilities = wanted.capabilities.filter((one) => !gained.some((power) => power === one))
  return { ...wanted, capabilities }
}

/** Adds a power to duties. Users who are no longer staff cannot hold capabilities. */
export function withPower(duties: Duties, power: OfficialPower): Duties {
  if (power === 'admin') return { ...duties, role: 'admin' }
  if (!atLeast(duties.role, 'staff')) return duties
  return { ...duties, capabilities: [...new Set([...duties.capabilities, power])] }
}
