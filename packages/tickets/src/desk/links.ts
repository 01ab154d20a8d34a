import { and, eq, or } from 'drizzle-orm'
import { invalid, notFound, transaction, type Context } from '@stoa/core'
import { findAsDesk, findOther, type FoundTicket } from '../policy.ts'
import { ticketLinks } from '../schema.ts'

/**
 * Links two tickets; only the desk sees it. A second call changes nothing.
 * @throws Problem 404; 422 on `other` for a ticket that the actor does not answer, or the ticket
 * itself
 */
export async function linkTicket(ctx: Context, number: string, other: string): Promise<void> {
  const pair = await findPair(ctx, number, other)
  const { actor, now } = ctx
  await transaction(ctx, async ({ db }) => {
    await db
      .insert(ticketLinks)
      .values({ ...pair, createdById: actor.id, createdAt: now })
      .onConflictDoNothing()
  })
}

/** Removes a link. @throws Problem 404, 422 as `linkTicket` */
export async function unlinkTicket(ctx: Context, number: string, other: string): Promise<void> {
  const pair = await findPair(ctx, number, other)
  await transaction(ctx, async ({ db }) => {
    const isThis = and(
      eq(ticketLinks.ticketId, pair.ticketId),
      eq(ticketLinks.otherId, pair.otherId)
    )
    const gone = await db.delete(ticketLinks).where(isThis).returning({ id: ticketLinks.otherId })
    if (gone.length === 0) throw notFound()
  })
}

/** Links have no direction: the older ticket is stored first. */
async function findPair(ctx: Context, number: string, other: string) {
  const { id } = await findAsDesk(ctx, number)
  const linked = await findOther(ctx, other)
  if (!linked || linked.id === id) throw invalid('other', 'field_tickets_merge_unknown')
  const [ticketId = 0, otherId = 0] = [id, linked.id].sort((a, b) => a - b)
  return { ticketId, otherId }
}

/** Returns ids of the tickets linked to one. */
export async function linkedTo({ db }: Context, { id }: Pick<FoundTicket, 'id'>) {
  const rows = await db
    .select()
    .from(ticketLinks)
    .where(or(eq(ticketLinks.ticketId, id), eq(ticketLinks.otherId, id)))
  return rows.map(({ ticketId, otherId }) => (ticketId === id ? otherId : ticketId))
}
