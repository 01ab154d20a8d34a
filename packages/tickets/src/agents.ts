import { randomInt } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { findRecipient } from '@stoa/accounts'
import { holds, type Context } from '@stoa/core'
import { deskAgents } from './schema.ts'

const lowest = 10_000
const highest = 100_000

/** The number under which the actor speaks for the desk; they get one when they need it first. */
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

/** What the desk says to a requester, with the number of whoever says it where `{agent}` was left. */
export async function withAgentNumber(ctx: Context, { side, audience, body }: Said) {
  const isAnswer = side === 'desk' && audience === 'requester'
  if (!isAnswer || !body.includes('{agent}')) return body
  return body.replaceAll('{agent}', String(await agentNumber(ctx)))
}

/** Whether somebody speaks for the desk under this number now. */
export async function isDeskAgent(ctx: Context, number: number): Promise<boolean> {
  const [agent] = await ctx.db
    .select({ userId: deskAgents.userId })
    .from(deskAgents)
    .where(eq(deskAgents.number, number))
  const found = agent && (await findRecipient(ctx, agent.userId))
  return found !== undefined && holds(found.actor, 'desk')
}

/** The number under which the actor speaks for the desk; undefined until they do. */
export async function numberOf({ db, actor }: Context): Promise<number | undefined> {
  const [agent] = await db
    .select({ number: deskAgents.number })
    .from(deskAgents)
    .where(eq(deskAgents.userId, actor.id))
  return agent?.number
}
