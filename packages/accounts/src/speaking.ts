import { atLeast, forbidden, signInRequired, type Actor } from '@stoa/core'

type Speaker = Pick<Actor, 'role' | 'silenced' | 'suspended' | 'silencedIn'>

/** Whether the actor may write publicly, in this category if one is given. */
export const maySpeak = (actor: Speaker, categoryId?: number) =>
  atLeast(actor.role, 'member') && !actor.suspended && !isSilenced(actor, categoryId)

/**
 * Refuses actors who may not write publicly, in this category if one is given.
 * @throws Problem 401 for guests, 403 `suspended` or `silenced`
 */
export function checkMaySpeak(actor: Speaker, categoryId?: number): void {
  if (actor.role === 'guest') throw signInRequired()
  if (actor.suspended) throw forbidden('suspended')
  if (isSilenced(actor, categoryId)) throw forbidden('silenced')
}

const isSilenced = ({ silenced, silencedIn }: Speaker, categoryId?: number) =>
  silenced || (categoryId !== undefined && silencedIn.includes(categoryId))
