import { conflict, forbidden, signInRequired, type Actor } from '@stoa/core'
import { can, moderates, type CategoryRule, type ThreadFacts } from './policy.ts'

/**
 * Refuses whoever may not write at all.
 * @throws Problem 401 for guests, 403 `suspended` or `silenced`
 */
export function checkMayPost(actor: Actor): void {
  if (actor.role === 'guest') throw signInRequired()
  if (actor.suspended) throw forbidden('suspended')
  if (actor.silenced) throw forbidden('silenced')
}

/**
 * Refuses whoever may not start a thread in the category.
 * @throws Problem as `checkMayPost`, 403 `category_read_only`
 */
export function checkMayAsk(actor: Actor, category: { id: number; rule: CategoryRule }): void {
  checkMayPost(actor)
  if (!can.ask(actor, category)) throw forbidden('category_read_only')
}

/**
 * Refuses whoever may not reply in the thread.
 * @throws Problem as `checkMayPost`, 403 `category_read_only`, 409 `thread_closed` or
 * `thread_not_public`
 */
export function checkMayReply(actor: Actor, thread: ThreadFacts): void {
  checkMayPost(actor)
  if (can.reply(actor, thread)) return
  if (thread.state !== 'visible') throw conflict('thread_not_public')
  const closed = thread.closedAt !== null && !moderates(actor, thread.categoryId)
  throw closed ? conflict('thread_closed') : forbidden('category_read_only')
}
