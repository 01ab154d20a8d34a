import { findUser } from '@stoa/accounts'
import { Problem, withoutIdempotencyKey, type Context } from '@stoa/core'
import type { TicketChange } from './contract.ts'
import { changeTicket } from './filing.ts'
import { findAsDesk } from './finding.ts'

type Refused = { number: string; code: string }

/**
 * Changes several tickets in the same way; one that is refused does not hold up the others.
 * @throws Problem 404 for an assignee who does not exist; never for one of the tickets: those are in
 * `refused`, with the code of the problem
 */
export async function changeMany(ctx: Context, numbers: readonly string[], change: TicketChange) {
  if (change.assignee) await findUser(ctx, change.assignee)
  // Each for itself: whoever held several tickets and threads at once would wait for others in a circle.
  const each = withoutIdempotencyKey(ctx)
  const all = [...new Set(numbers)]
  const refused: Refused[] = []
  for (const number of all) {
    const code = await refusalOf(each, number, change)
    if (code) refused.push({ number, code })
  }
  return { changed: all.length - refused.length, refused }
}

/** Changes one; the code of the problem where it is refused. */
async function refusalOf(ctx: Context, number: string, change: TicketChange) {
  try {
    await findAsDesk(ctx, number)
    await changeTicket(ctx, number, change)
    return undefined
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
}
