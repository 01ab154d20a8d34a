import type { Actor, Capability } from './context.ts'
import { forbidden } from './problems.ts'

/** Whether the actor holds this duty of staff; admins hold all. */
export const holds = (
  { role, capabilities }: Pick<Actor, 'role' | 'capabilities'>,
  capability: Capability
): boolean => role === 'admin' || capabilities.includes(capability)

/** @throws Problem 403 `capability_missing` for whoever does not hold it */
export function checkHolds(
  actor: Pick<Actor, 'role' | 'capabilities'>,
  capability: Capability
): void {
  if (!holds(actor, capability)) throw forbidden('capability_missing')
}
