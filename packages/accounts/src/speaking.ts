import { atLeast, forbidden, signInRequired, type Actor } from '@stoa/core'

/** Whether the actor may write what others read. */
export const maySpeak = ({ role, silenced, suspended }: Actor) =>
  atLeast(role, 'member') && !silenced && !suspended

/**
 * Refuses whoever may not write what others read.
 * @throws Problem 401 for guests, 403 `suspended` or `silenced`
 */
export function checkMaySpeak({ role, silenced, suspended }: Actor): void {
  if (role === 'guest') throw signInRequired()
  if (suspended) throw forbidden('suspended')
  if (silenced) throw forbidden('silenced')
}
