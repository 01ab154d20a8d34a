import { approveAsSecond, type Behind } from '@stoa/accounts/approvals'
import { permissions, refuseUnless, type Actor } from '@stoa/core'

export const rules = {
  /** Admins write documents. */
  write: (actor: Actor) => refuseUnless(actor.role === 'admin', 403, 'forbidden'),
  /** Who wrote part of a version does not approve it, unless one person's word is enough. */
  publish: (
    actor: Actor,
    { needsSecondPerson, behind }: { needsSecondPerson: boolean; behind: Behind }
  ) => rules.write(actor) ?? (needsSecondPerson ? approveAsSecond(actor, behind) : null)
}

export const { can, authorize } = permissions(rules)
