import { eq, sql } from 'drizzle-orm'
import { deskAgentsFor, holdsDesk } from '@stoa/accounts'
import { findRecipients } from '@stoa/accounts/recipients'
import { transaction, type Context } from '@stoa/core'
import type { Ticket } from '../policy.ts'
import { deskAbsences, deskTopics, deskTurns } from '../schema.ts'

type Assigned = Pick<Ticket, 'topic' | 'requesterId'>

/**
 * Returns those of the users to whom a rule may assign a ticket: they answer its topic, did not open
 * it, and are neither suspended nor away.
 */
export async function ableAgents(ctx: Context, userIds: readonly number[], ticket: Assigned) {
  const [found, away] = await Promise.all([
    findRecipients(ctx, userIds),
    ctx.db.select({ userId: deskAbsences.userId }).from(deskAbsences)
  ])
  return userIds.filter((id) => {
    const actor = found.get(id)?.actor
    if (!actor || actor.suspended || actor.factorLost || id === ticket.requesterId) return false
    return holdsDesk(actor, ticket.topic) && !away.some(({ userId }) => userId === id)
  })
}

/**
 * Takes the next agent of the topic's rotation in the transaction of `ctx`: the one whose last turn
 * is the longest ago. Admins who are not given the desk take no part.
 * @returns undefined if nobody is able
 */
export async function nextAgent(ctx: Context, ticket: Assigned): Promise<number | undefined> {
  await lockRotation(ctx, ticket)
  const agents = await deskAgentsFor(ctx, ticket.topic)
  const given = agents.filter(({ capabilities }) => capabilities.includes('desk'))
  const able = await ableAgents(
    ctx,
    given.map(({ id }) => id),
    ticket
  )
  const turns = new Map(await turnsOf(ctx, ticket))
  const turnOf = (id: number) => turns.get(id) ?? 0
  const [next] = able.sort((a, b) => turnOf(a) - turnOf(b) || a - b)
  if (next !== undefined) await takeTurn(ctx, ticket, next)
  return next
}

/** Of two tickets at once, the second waits for the first one's turn. */
const lockRotation = ({ db }: Context, { topic }: Assigned) =>
  db.select().from(deskTopics).where(eq(deskTopics.key, topic)).for('update')

async function turnsOf({ db }: Context, { topic }: Assigned) {
  const rows = await db.select().from(deskTurns).where(eq(deskTurns.topic, topic))
  return rows.map(({ userId, turn }) => [userId, turn] as const)
}

async function takeTurn({ db }: Context, { topic }: Assigned, userId: number) {
  const turn = sql<number>`(select coalesce(max(turn), 0) + 1 from ${deskTurns}
    where topic = ${topic})`
  await db
    .insert(deskTurns)
    .values({ topic, userId, turn })
    .onConflictDoUpdate({ target: [deskTurns.topic, deskTurns.userId], set: { turn } })
}

/** Marks the actor as away: rules assign them nothing until they are back. */
export async function goAway(ctx: Context): Promise<void> {
  await transaction(ctx, async ({ db, actor, now }) => {
    await db.insert(deskAbsences).values({ userId: actor.id, since: now }).onConflictDoNothing()
  })
}

/** Ends the absence of the actor. */
export async function comeBack(ctx: Context): Promise<void> {
  await transaction(ctx, async ({ db, actor }) => {
    await db.delete(deskAbsences).where(eq(deskAbsences.userId, actor.id))
  })
}

export const isAway = async ({ db, actor }: Context): Promise<boolean> =>
  (await db.$count(deskAbsences, eq(deskAbsences.userId, actor.id))) > 0
