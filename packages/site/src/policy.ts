import { permissions, refuseUnless, type Actor } from '@stoa/core'
import type { siteVersions } from './schema.ts'

type Waiting = Pick<typeof siteVersions.$inferSelect, 'writerIds'>

export const rules = {
  /** Admins say what the forum is called and how it looks. */
  change: (actor: Actor) => refuseUnless(actor.role === 'admin', 403, 'forbidden'),
  /** Nobody approves what they wrote themselves. */
  approve: (actor: Actor, { writerIds }: Waiting) =>
    rules.change(actor) ?? refuseUnless(!writerIds.includes(actor.id), 403, 'second_person_needed')
}

export const { can, authorize } = permissions(rules)
