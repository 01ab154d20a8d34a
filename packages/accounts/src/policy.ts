import {
  atLeast,
  holds,
  outranks,
  permissions,
  refuseUnless,
  type Actor,
  type AuthorRole,
  type DeskTopic,
  type Refusal
} from '@stoa/core'
import { approveAsSecond } from './approvals/second-person.ts'
import type { Approval, WaitingApproval } from './approvals/approval.ts'
import { powersOf } from './roles/powers.ts'
import type { users } from './schema.ts'

type Holder = Pick<Actor, 'role' | 'capabilities' | 'deskTopics'>

/**
 * Whether the actor answers tickets about `topic`, or about all topics if there is none. `desk`
 * without listed topics covers all.
 */
export const holdsDesk = (actor: Holder, topic?: DeskTopic): boolean =>
  holds(actor, 'desk') &&
  (actor.role === 'admin' ||
    actor.deskTopics.length === 0 ||
    (topic !== undefined && actor.deskTopics.includes(topic)))

const participate = (actor: Actor): Refusal | null =>
  refuseUnless(actor.role !== 'guest', 401, 'sign_in_required') ??
  refuseUnless(!actor.suspended, 403, 'suspended')

const isSilenced = ({ silenced, silencedIn }: Actor, categoryId?: number) =>
  silenced || (categoryId !== undefined && silencedIn.includes(categoryId))

/** While the second factor counts as lost, nobody knows whether the actor owns the account. */
const actAsOwner = (actor: Actor): Refusal | null =>
  refuseUnless(!actor.factorLost, 403, 'factor_lost')

const speak = (actor: Actor, categoryId?: number): Refusal | null =>
  participate(actor) ??
  refuseUnless(!isSilenced(actor, categoryId), 403, 'silenced') ??
  actAsOwner(actor)

const draftArticles = (actor: Actor): Refusal | null =>
  speak(actor) ?? refuseUnless(atLeast(actor.role, 'volunteer'), 403, 'forbidden')

/** Rights over accounts. Every other capability builds its rules on them. */
export const rules = {
  /** Members who are not suspended use what is theirs, such as following and bookmarks. */
  participate,
  /** Members who are not silenced write publicly, in this category if one is given. */
  speak,
  /** A possible thief enters no private facts and moves no address. */
  actAsOwner,
  /** Admins say what a service account is. */
  changeProfile: (actor: Actor) => refuseUnless(!actor.service, 403, 'people_only'),
  announce: (actor: Actor) =>
    speak(actor) ?? refuseUnless(holds(actor, 'announcements'), 403, 'capability_missing'),
  /** Volunteers draft articles; staff with the capability publish them. */
  draftArticles,
  writeArticles: (actor: Actor) =>
    speak(actor) ?? refuseUnless(holds(actor, 'articles'), 403, 'capability_missing'),
  mute: (actor: Actor, userId: number) =>
    participate(actor) ?? refuseUnless(userId !== actor.id, 409, 'own_account'),
  /** Of a user or of what they wrote. */
  report: (actor: Actor, userId: number) =>
    refuseUnless(userId !== actor.id, 403, 'own_content') ?? participate(actor),
  /** Staff may see private data of users below their role. */
  revealPersonalData: (actor: Actor, role: AuthorRole) =>
    refuseUnless(atLeast(actor.role, 'staff') && outranks(actor, role), 403, 'look_above_role'),
  /** Programs of the organisation, which know who left it, and admins sign people out. */
  endSessionsOf: (actor: Actor) =>
    refuseUnless(
      actor.role === 'admin' ||
        (Boolean(actor.service) && Boolean(actor.scopes?.includes('sessions'))),
      403,
      'forbidden'
    ),
  /** Admins close accounts of members. Who has a role must lose it first. */
  closeForOwner: (actor: Actor, { id, role }: Pick<typeof users.$inferSelect, 'id' | 'role'>) =>
    refuseUnless(actor.role === 'admin', 403, 'forbidden') ??
    refuseUnless(id !== actor.id, 409, 'own_account') ??
    refuseUnless(role === 'member', 409, 'role_first'),
  /** Holders of a power over official posts see and refuse what waits. */
  refuse: (actor: Actor) => refuseUnless(powersOf(actor).length > 0, 403, 'forbidden'),
  /** Who wrote any of it, or would gain by it. */
  withdraw: ({ id }: Actor, { writtenBy, gainsById }: Pick<Approval, 'writtenBy' | 'gainsById'>) =>
    refuseUnless(writtenBy.includes(id) || gainsById === id, 404, 'not_found'),
  /**
   * An admin who is a second person, and did not approve it already. What needs two others may have
   * one of them who appointed its author.
   */
  approve: (actor: Actor, approval: WaitingApproval) => {
    const { writtenBy, gainsById, approvedBy, agreements, connected } = approval
    const authors = [...writtenBy, gainsById ?? 0, ...approvedBy]
    return (
      refuseUnless(actor.role === 'admin', 403, 'second_person_needed') ??
      approveAsSecond(actor, { authors, connected: agreements > 1 ? [] : connected })
    )
  }
}

export const { can, authorize } = permissions(rules)
