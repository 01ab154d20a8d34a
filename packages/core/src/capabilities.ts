import type { Actor, Capability } from './context.ts'
import { forbidden } from './problems.ts'

/** Whether the actor has this capability. Admins have all. */
export const holds = (
  { role, capabilities }: Pick<Actor, 'role' | 'capabilities'>,
  capability: Capability
): boolean => role === 'admin' || capabilities.includes(capability)

/** @throws Problem 403 `capability_missing` if the actor does not have it */
export function checkHolds(
  actor: Pick<Actor, 'role' | 'capabilities'>,
  capability: Capability
): void {
  if (!holds(actor, capability)) throw forbidden('capability_missing')
}
