import { and, desc, eq, gt, lt, ne } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { users } from '@stoa/accounts/schema'
import { findAsDesk } from './finding.ts'
import { ticketMessages, ticketViewers } from './schema.ts'

/** Whoever has said nothing for so long has gone. */
const seenWithin = 20_000

/**
 * Says that the actor has a ticket open, and whether they are writing; what is new of it reaches the
 * others by their live streams.
 * @returns the others who have it open, and its last message, to know of a newer one
 * @throws Problem 404
 */
export async function heartbeat(ctx: Context, number: string, writing: boolean) {
  const { id } = await findAsDesk(ctx, number)
  const known = await isKnown(ctx, id, writing)
  await note(ctx, id, writing)
  if (!known) await reportProgress(ctx, number)
  const [others, last] = await Promise.all([othersAt(ctx, id), lastMessage(ctx, id)])
  return { others, last }
}

/**
 * Says that the actor has closed a ticket; whoever does not say it has gone some seconds later.
 * @throws Problem 404
 */
export async function leave(ctx: Context, number: string): Promise<void> {
  const { db, actor } = ctx
  const { id } = await findAsDesk(ctx, number)
  const gone = await db.delete(ticketViewers).where(viewer(id, actor.id)).returning()
  if (gone.length > 0) await reportProgress(ctx, number)
}

const reportProgress = ({ actor, now, ports }: Context, number: string) =>
  ports.publishPresence({ number, userId: actor.id, at: now })

const viewer = (ticketId: number, userId: number) =>
  and(eq(ticketViewers.ticketId, ticketId), eq(ticketViewers.userId, userId))

/** The others have heard it: a sign of life alone is no news. */
async function isKnown({ db, actor, now }: Context, ticketId: number, writing: boolean) {
  const isSame = and(
    viewer(ticketId, actor.id),
    eq(ticketViewers.writing, writing),
    gt(ticketViewers.seenAt, after(now, -seenWithin))
  )
  const rows = await db.select({ id: ticketViewers.userId }).from(ticketViewers).where(isSame)
  return rows.length > 0
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
