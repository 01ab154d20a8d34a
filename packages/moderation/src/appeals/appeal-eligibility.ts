import { atLeast, holds, outranks, type Actor, type Capability, type Role } from '@stoa/core'
import type { Moderator } from '../conflict-of-interest.ts'

/** What an appeal is about, as far as it matters for who decides it. */
export type Appealed = {
  author: { id: number; role: Role }
  actedById: number
  /** Of who acted, at that time; what the forum did by itself counts as a volunteer's. */
  actedAs: Role
  categoryId: number | null
  /** Only who holds the duty `moderation` undoes it. */
  isSanction: boolean
}

type Decider = { id: number; role: Role; capabilities: readonly Capability[] }

/**
 * Whether the actor decides an appeal: somebody above its author and not below who acted, never who
 * acted, except where nobody else could, which the log then says.
 */
export function decidesAppeal(
  actor: Actor,
  appealed: Appealed,
  moderators: readonly Moderator[]
): 'decides' | 'nobody_else' | 'refused' {
  if (!couldDecide(actor, appealed) || !hasCategory(actor, actor.moderates, appealed))
    return 'refused'
  if (actor.id !== appealed.actedById) return 'decides'
  const others = moderators.some(
    (other) =>
      other.id !== appealed.actedById &&
      couldDecide(other, appealed) &&
      hasCategory(other, other.categories, appealed)
  )
  return others ? 'refused' : 'nobody_else'
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
