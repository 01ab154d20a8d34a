import { and, eq, lt } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { lockTicket, type Ticket } from '../policy.ts'
import { deskActs, type Filed, type TicketDifference } from '../schema.ts'

const keptFor = 24 * 3600_000

/** Returns what changed of a ticket that is locked; undefined if nothing did. */
export async function differenceOf(
  ctx: Context,
  before: Ticket
): Promise<TicketDifference | undefined> {
  const after = await lockTicket(ctx, before.id)
  const changed = changedFields(before, after)
  if (changed.length === 0) return undefined
  const only = (ticket: Ticket): Partial<Filed> =>
    Object.fromEntries(changed.map((field) => [field, ticket[field]]))
  return { number: before.number, before: only(before), after: only(after) }
}

/** Stores what an act changed, and forgets old ones. Returns the id to undo it by. */
export async function recordAct(ctx: Context, changes: TicketDifference[]): Promise<number | null> {
  if (changes.length === 0) return null
  const { db, actor, now } = ctx
  const isOld = lt(deskActs.createdAt, after(now, -keptFor))
  await db.delete(deskActs).where(and(eq(deskActs.actorId, actor.id), isOld))
  const [row] = await db
    .insert(deskActs)
    .values({ actorId: actor.id, createdAt: now, changes })
    .returning({ id: deskActs.id })
  return row?.id ?? null
}

const filedFields: readonly (keyof Filed)[] = [
  'state',
  'outcome',
  'priority',
  'topic',
  'assigneeId',
  'snoozedUntil',
  'tags'
]

/** Fields that differ between two states of a ticket. */
export const changedFields = (one: Partial<Filed>, other: Filed) =>
  filedFields.filter(
    (field) => field in one && JSON.stringify(one[field]) !== JSON.stringify(other[field])
  )
