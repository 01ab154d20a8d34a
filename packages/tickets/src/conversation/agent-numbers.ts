import { randomInt } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { findRecipient } from '@stoa/accounts/recipients'
import { holds, type Context } from '@stoa/core'
import { deskAgents } from '../schema.ts'

const lowest = 10_000
const highest = 100_000

/** Returns the actor's agent number. Agents get one when they first need it. */
export async function agentNumber(ctx: Context): Promise<number> {
  const known = await numberOf(ctx)
  if (known) return known
  const number = randomInt(lowest, highest)
  await ctx.db
    .insert(deskAgents)
    .values({ userId: ctx.actor.id, number, createdAt: ctx.now })
    .onConflictDoNothing()
  return agentNumber(ctx)
}

type Said = { side: string; audience: string; body: string }

/**
 * Returns the text of a message. In an answer to a requester, a remaining `{agent}` is replaced by
 * the author's agent number.
 */
export async function withAgentNumber(ctx: Context, { side, audience, body }: Said) {
  const isAnswer = side === 'desk' && audience === 'requester'
  if (!isAnswer || !body.includes('{agent}')) return body
  return body.replaceAll('{agent}', String(await agentNumber(ctx)))
}

/** Whether the number belongs to somebody who works on the desk now. */
export async function isDeskAgent(ctx: Context, number: number): Promise<boolean> {
  const [agent] = await ctx.db
    .select({ userId: deskAgents.userId })
    .from(deskAgents)
    .where(eq(deskAgents.number, number))
  const found = agent && (await findRecipient(ctx, agent.userId))
  return found !== undefined && holds(found.actor, 'desk')
}

/** Returns the actor's agent number; undefined if they have none yet. */
export async function numberOf({ db, actor }: Context): Promise<number | undefined> {
  const [agent] = await db
    .select({ number: deskAgents.number })
    .from(deskAgents)
    .where(eq(deskAgents.userId, actor.id))
  return agent?.number
}
