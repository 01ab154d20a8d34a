import { eq } from 'drizzle-orm'
import { deskAgentsFor, idOfNamed, usernamesOf } from '@stoa/accounts'
import { users } from '@stoa/accounts/tables'
import { conflict, invalid, type Context, type DeskTopic } from '@stoa/core'
import type { TicketChange } from './contract.ts'
import { topicsOf, type Ticket } from '../policy.ts'
import { answersNow } from '../lifecycle/transitions.ts'

/** Two agents who claim a ticket at once: the second is told of the first. */
export async function checkExpected(ctx: Context, { assigneeId }: Ticket, change: TicketChange) {
  const { expectedAssignee } = change
  if (expectedAssignee === undefined || assigneeId === ctx.actor.id) return
  const name = assigneeId === null ? null : (await usernamesOf(ctx, [assigneeId])).get(assigneeId)
  if (name && name !== expectedAssignee) throw conflict('ticket_assigned', { name })
}

type Answered = { topic: DeskTopic; requesterId: number }

/**
 * Returns the id of the named user, who must answer tickets of the topic and not be the requester.
 */
export async function agentNamed(ctx: Context, username: string, { topic, requesterId }: Answered) {
  const [user] = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(eq(users.id, idOfNamed(username)))
  if (!user || user.id === requesterId || !(await answersNow(ctx, user.id, { topic })))
    throw invalid('assignee', 'field_tickets_assignee')
  return user.id
}

/** Lists the agents who answer a topic that the actor answers, by username. */
export async function listAgents(ctx: Context) {
  const topics = topicsOf(ctx.actor) ?? [...(await ctx.ports.tickets.topicNames(ctx)).keys()]
  const agents = await deskAgentsFor(ctx, ...topics)
  return { items: agents.map(({ username }) => username) }
}
