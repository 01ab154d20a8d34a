import { atLeast, holds, permissions, refuseUnless, type Actor } from '@stoa/core'
import { accountRules } from '@stoa/accounts'
import type { FilterAction } from './filters/find.ts'

const ofModeration = (action: FilterAction) => action !== 'secret' && action !== 'account_id'

export const rules = {
  approve: accountRules.approve,
  readFilters: (actor: Actor) => refuseUnless(holds(actor, 'moderation'), 403, 'forbidden'),
  /**
   * Filters of the organisation's secrets and ids are changed by admins, others by staff with the
   * capability `moderation`.
   */
  changeFilter: (actor: Actor, action: FilterAction) =>
    refuseUnless(
      actor.role === 'admin' || (ofModeration(action) && holds(actor, 'moderation')),
      403,
      'forbidden'
    ),
  allowHosts: (actor: Actor) => refuseUnless(holds(actor, 'moderation'), 403, 'capability_missing'),
  /** To publish a text that awaits approval: one with a look-alike link or address needs staff. */
  release: (actor: Actor, { deceives }: { deceives: boolean }) =>
    refuseUnless(!deceives || atLeast(actor.role, 'staff'), 403, 'lookalike_needs_staff')
}

export const { can, authorize } = permissions(rules)
