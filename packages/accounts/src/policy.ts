import { forbidden, holds, type Actor, type DeskTopic } from '@stoa/core'

type Holder = Pick<Actor, 'role' | 'capabilities' | 'deskTopics'>

/** Whether the actor answers tickets about all topics. */
export const answersEvery = (actor: Holder): boolean =>
  holds(actor, 'desk') && (actor.role === 'admin' || actor.deskTopics.length === 0)

/** Whether the actor answers tickets about `topic`. `desk` without listed topics covers all. */
export const holdsDesk = (actor: Holder, topic: DeskTopic): boolean =>
  answersEvery(actor) || (holds(actor, 'desk') && actor.deskTopics.includes(topic))

/** @throws Problem 403 `capability_missing` if the actor does not answer tickets about `topic` */
export function checkHoldsDesk(actor: Holder, topic: DeskTopic): void {
  if (!holdsDesk(actor, topic)) throw forbidden('capability_missing')
}
