import { and, desc, eq, gt, lt, ne } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { users } from '@stoa/accounts/tables'
import { findAsDesk } from '../policy.ts'
import { ticketMessages, ticketViewers } from '../schema.ts'

/** Milliseconds after which somebody without a heartbeat counts as gone. */
const seenWithin = 20_000

/**
 * Records that the actor has a ticket open, and whether they are writing. Changes reach the other
 * agents through their live streams.
 * @returns the others who have it open, and the id of its last message, by which clients notice a
 * newer one
 * @throws Problem 404
 */
export async function heartbeat(ctx: Context, number: string, writing: boolean) {
  const { id } = await findAsDesk(ctx, number)
  const known = await isKnown(ctx, id, writing)
  await note(ctx, id, writing)
  if (!known) await publishPresence(ctx, number)
  const [others, last] = await Promise.all([othersAt(ctx, id), lastMessage(ctx, id)])
  return { others, last }
}

/**
 * Records that the actor has closed a ticket. Without this call they count as gone after 20
 * seconds.
 * @throws Problem 404
 */
export async function leave(ctx: Context, number: string): Promise<void> {
  const { db, actor } = ctx
  const { id } = await findAsDesk(ctx, number)
  const gone = await db.delete(ticketViewers).where(viewer(id, actor.id)).returning()
  if (gone.length > 0) await publishPresence(ctx, number)
}

const publishPresence = ({ actor, now, ports }: Context, number: string) =>
  ports.publishPresence({ number, userId: actor.id, at: now })

const viewer = (ticketId: number, userId: number) =>
  and(eq(ticketViewers.ticketId, ticketId), eq(ticketViewers.userId, userId))

/**
 * Whether the heartbeat repeats what the others know already, so that nothing has to be published.
 */
async function isKnown({ db, actor, now }: Context, ticketId: number, writing: boolean) {
  const isSame = and(
    viewer(ticketId, actor.id),
    eq(ticketViewers.writing, writing),
    gt(ticketViewers.seenAt, after(now, -seenWithin))
  )
  return (await db.$count(ticketViewers, isSame)) > 0
}

async function note({ db, actor, now }: Context, ticketId: number, writing: boolean) {
  const values = { writing, seenAt: now }
  await db
    .insert(ticketViewers)
    .values({ ticketId, userId: actor.id, ...values })
    .onConflictDoUpdate({ target: [ticketViewers.ticketId, ticketViewers.userId], set: values })
  const isOld = lt(ticketViewers.seenAt, after(now, -seenWithin))
  await db.delete(ticketViewers).where(and(eq(ticketViewers.userId, actor.id), isOld))
}

const othersAt = ({ db, actor, now }: Context, ticketId: number) =>
  db
    .select({ username: users.username, writing: ticketViewers.writing })
    .from(ticketViewers)
    .innerJoin(users, eq(users.id, ticketViewers.userId))
    .where(
      and(
        eq(ticketViewers.ticketId, ticketId),
        ne(ticketViewers.userId, actor.id),
        gt(ticketViewers.seenAt, after(now, -seenWithin))
      )
    )
    .orderBy(desc(ticketViewers.writing), users.username)

async function lastMessage({ db }: Context, ticketId: number) {
  const [last] = await db
    .select({ id: ticketMessages.id })
    .from(ticketMessages)
    .where(eq(ticketMessages.ticketId, ticketId))
    .orderBy(desc(ticketMessages.id))
    .limit(1)
  return last?.id ?? null
}
