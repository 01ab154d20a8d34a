import { findUser } from '@stoa/accounts'
import { withoutIdempotencyKey, type Context } from '@stoa/core'
import type { TicketChange } from './contract.ts'
import { changeTicket } from './change-ticket.ts'
import { findAsDesk } from '../finding.ts'
import { recordAct } from './acts.ts'
import { attemptMany } from './attempt-many.ts'
import type { TicketDifference } from './filed.ts'
import { reviewTags } from './tagging.ts'

/**
 * Applies one change to several tickets. A refused ticket does not stop the others.
 * @throws Problem 404 for an assignee who does not exist; 422 for a tag that is refused. Problems with single tickets are not
 * thrown: `refused` lists them with their codes.
 */
export async function changeMany(given: Context, numbers: readonly string[], change: TicketChange) {
  if (change.assignee) await findUser(given, change.assignee)
  await reviewTags(given, { addTags: change.addTags, removeTags: change.removeTags })
  const ctx = withoutIdempotencyKey(given)
  const differences: TicketDifference[] = []
  const result = await attemptMany(ctx, numbers, async (number) => {
    await findAsDesk(ctx, number)
    const difference = await changeTicket(ctx, number, change)
    if (difference) differences.push(difference)
  })
  return { ...result, undo: await recordAct(ctx, differences) }
}
