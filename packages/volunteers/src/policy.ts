import { permissions, refuseUnless, type Actor } from '@stoa/core'
import { accountRules } from '@stoa/accounts'
import { threadRules } from '@stoa/threads'

export const rules = {
  restructure: threadRules.restructure,
  /** Members beyond `new` who are not silenced. */
  apply: (actor: Actor) =>
    refuseUnless(
      actor.role === 'member' && actor.trust !== 'new' && accountRules.speak(actor) === null,
      403,
      'not_yet_volunteer'
    ),
  stepDown: (actor: Actor) => refuseUnless(actor.role === 'volunteer', 409, 'no_volunteer'),
  noteOnUser: (actor: Actor, userId: number) => refuseUnless(userId !== actor.id, 403, 'own_case')
}

export const { can, authorize } = permissions(rules)
