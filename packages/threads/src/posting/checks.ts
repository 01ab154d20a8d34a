import { conflict, forbidden, type Actor } from '@stoa/core'
import { checkMaySpeak } from '@stoa/accounts'
import { can, moderates, type CategoryRule, type ThreadFacts } from '../policy.ts'

/**
 * Checks that the actor may start a thread in the category.
 * @throws Problem as `checkMaySpeak`, 403 `category_read_only`
 */
export function checkMayAsk(actor: Actor, category: { id: number; rule: CategoryRule }): void {
  checkMaySpeak(actor, category.id)
  if (!can.createThread(actor, category)) throw forbidden('category_read_only')
}

/**
 * Checks that the actor may reply in the thread.
 * @throws Problem as `checkMaySpeak`, 403 `category_read_only`, 409 `thread_closed` or
 * `thread_not_public`
 */
export function checkMayReply(actor: Actor, thread: ThreadFacts): void {
  checkMaySpeak(actor, thread.categoryId)
  if (can.reply(actor, thread)) return
  if (thread.state !== 'visible') throw conflict('thread_not_public')
  const closed = thread.closedAt !== null && !moderates(actor, thread.categoryId)
  throw closed ? conflict('thread_closed') : forbidden('category_read_only')
}
