import { approveAsSecond, type Behind } from '@stoa/accounts/approvals'
import { permissions, refuseUnless, type Actor } from '@stoa/core'

export const rules = {
  /** Admins say what the forum is called and how it looks. */
  change: (actor: Actor) => refuseUnless(actor.role === 'admin', 403, 'forbidden'),
  approve: (actor: Actor, behind: Behind) => rules.change(actor) ?? approveAsSecond(actor, behind)
}

export const { can, authorize } = permissions(rules)
