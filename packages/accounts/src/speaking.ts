import { atLeast, forbidden, signInRequired, type Actor, type Capability } from '@stoa/core'

/** Whether the actor may write what others read. */
export const maySpeak = ({ role, silenced, suspended }: Actor) =>
  atLeast(role, 'member') && !silenced && !suspended

/** Whether the actor was given this part of staff's work; admins have every one. */
export const holds = ({ role, capabilities }: Actor, capability: Capability) =>
  role === 'admin' || (atLeast(role, 'staff') && capabilities.includes(capability))

/**
 * Refuses whoever may not write what others read.
 * @throws Problem 401 for guests, 403 `suspended` or `silenced`
 */
export function checkMaySpeak({ role, silenced, suspended }: Actor): void {
  if (role === 'guest') throw signInRequired()
  if (suspended) throw forbidden('suspended')
  if (silenced) throw forbidden('silenced')
}
