import { emit, type Effect, type Context, type StoredEvent } from '@stoa/core'
import { notifyOfTicket } from '@stoa/notifications'
import {
  agentsAmong,
  agentsConcerned,
  authorOf,
  everyAgentWaitedFor,
  openTicketsFor
} from '@stoa/tickets'
import {
  deskAgent,
  deskElsewhere,
  isAsking,
  isDeskOut,
  queueForReceivers,
  queueMissed
} from '@stoa/webhooks'

type OnTicket = 'ticket.opened' | 'ticket.asked' | 'ticket.answered' | 'ticket.changed'

/**
 * A desk that answers tickets. It is notified of what requesters do, and of answers by others. It
 * acts through the verbs of tickets, from the pages of `/desk` or by `POST /desk/messages`.
 */
interface Desk {
  told<T extends OnTicket>(ctx: Context, type: T, event: StoredEvent<T>): Promise<void>
}

/** The desk of the forum: only questions notify agents, who see answers and states on the page. */
const builtIn: Desk = {
  async told(ctx, type, event) {
    if (!isAsking(type)) return
    await notifyOfTicket(ctx, event, 'desk', await agentsConcerned(ctx, event.payload.ticketId))
  }
}

/**
 * An external help desk, notified by signed webhooks. During an outage messages wait in its queue,
 * and after three days agents here are notified too.
 */
const elsewhere: Desk = {
  async told(ctx, type, event) {
    // Skips acts of its own agent.
    if (!isAsking(type) && (await whoseAct(ctx, event)) === (await deskAgent(ctx))) return
    await queueForReceivers(ctx, type, event)
    if (isAsking(type) && (await isDeskOut(ctx))) await notifyParticipants(ctx, event)
  }
}

/**
 * The actor of the event. An answer is delivered by the scheduled task, so its author is looked up.
 */
const whoseAct = async (ctx: Context, { payload, actorId }: StoredEvent<OnTicket>) =>
  'messageId' in payload ? authorOf(ctx, payload.messageId) : actorId

/**
 * Whether the external help desk answers a ticket, because its agent may. Agents here answer all
 * others.
 */
export async function isElsewhere(ctx: Context, ticketId: number): Promise<boolean> {
  const agent = await deskAgent(ctx)
  return agent !== undefined && (await agentsAmong(ctx, ticketId, [agent])).length > 0
}

/** Notifies the desk that answers the ticket now. */
export const notifyDeskOf =
  <T extends OnTicket>(type: T): Effect<T> =>
  async (ctx, event) =>
    ((await isElsewhere(ctx, event.payload.ticketId)) ? elsewhere : builtIn).told(ctx, type, event)

/**
 * Queues the tickets that were open before the external help desk was set up, a batch at a time.
 */
export const notifyDeskOfOpenTickets: Effect<'desk.named'> = async (ctx, { payload }) => {
  const { webhookId, afterId } = payload
  const desk = await deskElsewhere(ctx)
  if (desk?.webhookId !== webhookId) return
  const { words, lastId } = await openTicketsFor(ctx, desk.agentId, { afterId })
  await queueMissed(ctx, webhookId, words)
  if (lastId !== undefined) await emit(ctx, 'desk.named', { webhookId, afterId: lastId })
}

/** A ticket with another topic, or merged with another ticket, may now belong to the other desk. */
export const notifyOtherDesk: Effect<'ticket.moved'> = async (ctx, event) => {
  const { ticketId } = event.payload
  const desk = await deskElsewhere(ctx)
  if (!desk) return
  if (await isElsewhere(ctx, ticketId)) {
    const { words } = await openTicketsFor(ctx, desk.agentId, { ticketId })
    await queueMissed(ctx, desk.webhookId, words)
  } else if (event.actorId === desk.agentId) await notifyParticipants(ctx, event)
}

/**
 * Notifies all agents here of a ticket that the external help desk will not answer, because it may
 * have no assignee here.
 */
export const notifyParticipants = async (
  ctx: Context,
  event: StoredEvent<'desk.left' | 'ticket.moved' | OnTicket>
): Promise<void> =>
  notifyOfTicket(ctx, event, 'desk', await everyAgentWaitedFor(ctx, event.payload.ticketId))
