import { forbidden, type Actor, type Capability, type DeskTopic } from '@stoa/core'

type Holder = Pick<Actor, 'role' | 'capabilities' | 'deskTopics'>

/** Whether the actor holds this duty of staff; admins hold all. */
export const holds = ({ role, capabilities }: Holder, capability: Capability): boolean =>
  role === 'admin' || capabilities.includes(capability)

/** Whether the actor answers tickets about every topic: nobody named any for them. */
export const answersEvery = (actor: Holder): boolean =>
  holds(actor, 'desk') && (actor.role === 'admin' || actor.deskTopics.length === 0)

/** Whether the actor answers tickets about `topic`: `desk` without named topics is for all of them. */
export const holdsDesk = (actor: Holder, topic: DeskTopic): boolean =>
  answersEvery(actor) || (holds(actor, 'desk') && actor.deskTopics.includes(topic))

/** @throws Problem 403 `capability_missing` for whoever does not hold it */
export function checkHolds(actor: Holder, capability: Capability): void {
  if (!holds(actor, capability)) throw forbidden('capability_missing')
}

/** @throws Problem 403 `capability_missing` for whoever does not answer tickets about `topic` */
export function checkHoldsDesk(actor: Holder, topic: DeskTopic): void {
  if (!holdsDesk(actor, topic)) throw forbidden('capability_missing')
}
