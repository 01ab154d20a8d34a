import { and, eq, gt, ne, notInArray } from 'drizzle-orm'
import { after, isSignedIn, type Context } from '@stoa/core'
import { users } from '@stoa/accounts/tables'
import type { Ticket } from '../finding.ts'
import { tickets } from '../schema.ts'

const topic = 'account_access'
/** Milliseconds in which further tickets of the same requester wake nobody. */
const quietFor = 24 * 3600_000

/**
 * Whether the ticket is about the access to an account whose owner proved no more than the e-mail
 * address, or that is frozen: somebody may be robbing it while the ticket waits. False if the
 * requester has opened such a ticket within a day and it is still open.
 */
export async function isFirstLockedOut(ctx: Context, ticket: Ticket): Promise<boolean> {
  if (ticket.topic !== topic) return false
  if (isSignedIn(ctx.actor) && !(await isFrozen(ctx, ticket.requesterId))) return false
  return !(await hasRecent(ctx, ticket))
}

async function isFrozen({ db }: Context, userId: number): Promise<boolean> {
  const [user] = await db
    .select({ frozenAt: users.frozenAt })
    .from(users)
    .where(eq(users.id, userId))
  return user !== undefined && user.frozenAt !== null
}

async function hasRecent({ db, now }: Context, { id, requesterId }: Ticket): Promise<boolean> {
  const rows = await db
    .select({ id: tickets.id })
    .from(tickets)
    .where(
      and(
        ...[eq(tickets.requesterId, requesterId), eq(tickets.topic, topic), ne(tickets.id, id)],
        gt(tickets.createdAt, after(now, -quietFor)),
        notInArray(tickets.state, ['resolved', 'closed'])
      )
    )
    .limit(1)
  return rows.length > 0
}
