import { atLeast, holds, outranks, type Actor, type Capability, type Role } from '@stoa/core'
import type { Moderator } from '../conflict-of-interest.ts'

/** The facts about an appealed action that determine who may decide. */
export type Appealed = {
  author: { id: number; role: Role }
  actedById: number
  /** Whom the moderator who acted alone appointed, and who alone appointed them. */
  counterparts: readonly number[]
  /** The moderator's role at that time. Acts of the system count as a volunteer's. */
  actedAs: Role
  categoryId: number | null
  /** Only users with the capability `moderation` may undo a sanction. */
  isSanction: boolean
}

type Decider = { id: number; role: Role; capabilities: readonly Capability[] }

/**
 * Decides whether the actor may decide the appeal. They must outrank its author and have at least
 * the role of the moderator who acted. Who appointed that moderator alone, or whom they did, decides
 * only if nobody else is eligible, and the moderator only if not even those are (`nobody_else`); the
 * log records it.
 */
export function decidesAppeal(
  actor: Actor,
  appealed: Appealed,
  moderators: readonly Moderator[]
): 'decides' | 'nobody_else' | 'refused' {
  if (!couldDecide(actor, appealed) || !hasCategory(actor, actor.moderates, appealed))
    return 'refused'
  const distance = distanceFrom(appealed)
  const hasFarther = moderators.some(
    (other) =>
      distance(other) > distance(actor) &&
      couldDecide(other, appealed) &&
      hasCategory(other, other.categories, appealed)
  )
  if (hasFarther) return 'refused'
  return actor.id === appealed.actedById ? 'nobody_else' : 'decides'
}

/** How far somebody is from who acted: 0 is that moderator, 1 a counterpart of theirs. */
const distanceFrom =
  ({ actedById, counterparts }: Appealed) =>
  ({ id }: Pick<Decider, 'id'>): number => {
    if (id === actedById) return 0
    return counterparts.includes(id) ? 1 : 2
  }

function couldDecide(decider: Decider, { author, actedAs, isSanction }: Appealed): boolean {
  if (decider.id === author.id || !outranks(decider, author.role)) return false
  if (!atLeast(decider.role, actedAs)) return false
  return !isSanction || holds(decider, 'moderation')
}

const hasCategory = (
  { role }: Decider,
  moderated: readonly number[],
  { categoryId }: Appealed
): boolean => atLeast(role, 'staff') || (categoryId !== null && moderated.includes(categoryId))
