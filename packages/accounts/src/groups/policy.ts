import { permissions, refuseUnless, type Actor } from '@stoa/core'
import { rules as accountRules } from '../policy.ts'

const { participate } = accountRules

/** A group as its rules need it: `own` is the actor's membership, if there is one. */
type Seen = { own: { isOwner: boolean } | null }

const isAdmin = ({ role }: Actor) => role === 'admin'

const change = (actor: Actor) => refuseUnless(isAdmin(actor), 403, 'forbidden')

const changeMembers = (actor: Actor, group: Seen) =>
  participate(actor) ??
  refuseUnless(isAdmin(actor) || group.own?.isOwner === true, 403, 'not_group_owner')

/**
 * Rights over a group that `findGroup` found: to everybody but its members and admins it does
 * not exist.
 */
export const rules = {
  change,
  changeMembers,
  /** Everybody may leave. */
  remove: (actor: Actor, group: Seen, userId: number) =>
    userId === actor.id ? null : changeMembers(actor, group)
}

export const { can, authorize } = permissions(rules)
