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
import { powersOf } from './powers.ts'
import type { pendingChanges, users } from './schema.ts'

type Confirmed = Pick<
  typeof pendingChanges.$inferSelect,
  'kind' | 'proposedById' | 'userId' | 'firstConfirmedById'
>

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

/** Who may do what with accounts, and what every other capability builds its rules on. */
export const rules = {
  /** Members who are not suspended use what is theirs, such as following and bookmarks. */
  participate,
  /** Who is not silenced writes publicly, in this category if one is given. */
  speak,
  /** Whoever may be a thief enters no private facts and moves no address. */
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
  /** Holders of a power over official posts see and stop pending changes. */
  stopChange: (actor: Actor) => refuseUnless(powersOf(actor).length > 0, 403, 'forbidden'),
  /** An admin who neither proposed the change nor gains by it, nor confirmed it already. */
  confirmChange: (actor: Actor, change: Confirmed) =>
    refuseUnless(
      actor.role === 'admin' &&
        ![change.proposedById, change.userId, change.firstConfirmedById].includes(actor.id),
      403,
      change.kind === 'factor_loss' ? 'two_admins_needed' : 'second_admin_needed'
    )
}

export const { can, authorize } = permissions(rules)
