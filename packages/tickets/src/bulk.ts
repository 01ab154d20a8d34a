import { findUser } from '@stoa/accounts'
import { Problem, write, type Context } from '@stoa/core'
import type { TicketChange } from './contract.ts'
import { changeTicket } from './desk.ts'
import { findAsDesk } from './finding.ts'

type Refused = { number: string; code: string }

/**
 * Changes several tickets in the same way; one that is refused does not hold up the others.
 * @throws Problem 404 for an assignee who does not exist; never for one of the tickets: those are in
 * `refused`, with the code of the problem
 */
export async function changeMany(ctx: Context, numbers: readonly string[], change: TicketChange) {
  if (change.assignee) await findUser(ctx, change.assignee)
  const all = [...new Set(numbers)]
  return write(ctx, async (ctx) => {
    const refused: Refused[] = []
    for (const number of all) {
      const code = await refusalOf(ctx, number, change)
      if (code) refused.push({ number, code })
    }
    return { changed: all.length - refused.length, refused }
  })
}

/** Changes one in a savepoint of its own; the code of the problem where it is refused. */
async function refusalOf(ctx: Context, number: string, change: TicketChange) {
  try {
    await ctx.db.transaction(async (db) => {
      await findAsDesk({ ...ctx, db }, number)
      await changeTicket({ ...ctx, db }, number, change)
    })
    return undefined
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
}
