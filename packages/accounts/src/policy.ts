import { forbidden, holds, type Actor, type DeskTopic } from '@stoa/core'

type Holder = Pick<Actor, 'role' | 'capabilities' | 'deskTopics'>

/** Whether the actor answers tickets about every topic: nobody named any for them. */
export const answersEvery = (actor: Holder): boolean =>
  holds(actor, 'desk') && (actor.role === 'admin' || actor.deskTopics.length === 0)

/** Whether the actor answers tickets about `topic`: `desk` without named topics is for all of them. */
export const holdsDesk = (actor: Holder, topic: DeskTopic): boolean =>
  answersEvery(actor) || (holds(actor, 'desk') && actor.deskTopics.includes(topic))

/** @throws Problem 403 `capability_missing` for whoever does not answer tickets about `topic` */
export function checkHoldsDesk(actor: Holder, topic: DeskTopic): void {
  if (!holdsDesk(actor, topic)) throw forbidden('capability_missing')
}
