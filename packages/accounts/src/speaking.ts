import { atLeast, forbidden, signInRequired, type Actor } from '@stoa/core'

type Speaker = Pick<Actor, 'role' | 'silenced' | 'suspended' | 'silencedIn'>

/** Whether the actor may write what others read; in this category, where it has one. */
export const maySpeak = (actor: Speaker, categoryId?: number) =>
  atLeast(actor.role, 'member') && !actor.suspended && !isSilenced(actor, categoryId)

/**
 * Refuses whoever may not write what others read; in this category, where it has one.
 * @throws Problem 401 for guests, 403 `suspended` or `silenced`
 */
export function checkMaySpeak(actor: Speaker, categoryId?: number): void {
  if (actor.role === 'guest') throw signInRequired()
  if (actor.suspended) throw forbidden('suspended')
  if (isSilenced(actor, categoryId)) throw forbidden('silenced')
}

const isSilenced = ({ silenced, silencedIn }: Speaker, categoryId?: number) =>
  silenced || (categoryId !== undefined && silencedIn.includes(categoryId))
