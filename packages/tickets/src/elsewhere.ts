import { findRecipient, holdsDesk } from '@stoa/accounts'
import type { Context } from '@stoa/core'
import type { z } from 'zod'
import type { elsewhere } from './contract.ts'
import { topicKeys } from './topics/topics.ts'

/** The desk elsewhere, as far as it answers tickets that the actor answers too; null without one. */
export async function showElsewhere(ctx: Context): Promise<z.infer<typeof elsewhere>> {
  const now = await ctx.ports.deskElsewhere.now(ctx)
  const agent = now && (await findRecipient(ctx, now.agentId))?.actor
  if (!agent) return { desk: null }
  const own = [...(await topicKeys(ctx))].filter((topic) => holdsDesk(ctx.actor, topic))
  const topics = own.filter((topic) => holdsDesk(agent, topic))
  if (topics.length === 0) return { desk: null }
  const isAll = topics.length === own.length
  return { desk: { agent: agent.username, topics, isAll, isOut: now.isOut } }
}
