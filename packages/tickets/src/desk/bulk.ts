import { findUser } from '@stoa/accounts'
import { Problem, withoutIdempotencyKey, type Context } from '@stoa/core'
import type { TicketChange } from './contract.ts'
import { changeTicket } from './change-ticket.ts'
import { findAsDesk } from '../finding.ts'

type Refused = { number: string; code: string }

/**
 * Applies one change to several tickets. A refused ticket does not stop the others.
 * @throws Problem 404 for an assignee who does not exist. Problems with single tickets are not
 * thrown: `refused` lists them with their codes.
 */
export async function changeMany(ctx: Context, numbers: readonly string[], change: TicketChange) {
  if (change.assignee) await findUser(ctx, change.assignee)
  // One transaction per ticket: a transaction that locked several tickets and threads could
  // deadlock with another one.
  const each = withoutIdempotencyKey(ctx)
  const all = [...new Set(numbers)]
  const refused: Refused[] = []
  for (const number of all) {
    const code = await refusalOf(each, number, change)
    if (code) refused.push({ number, code })
  }
  return { changed: all.length - refused.length, refused }
}

/** Changes one ticket and returns the code of the problem if it is refused. */
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
