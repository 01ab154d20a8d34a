import type { Actor, Capability } from './context.ts'

/** Whether the actor has this capability. Admins have all. */
export const holds = (
  { role, capabilities }: Pick<Actor, 'role' | 'capabilities'>,
  capability: Capability
): boolean => role === 'admin' || capabilities.includes(capability)
