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
 * Whoever answers tickets. It is told what requesters do, and what others answer them; what it decides
 * comes back through the verbs of tickets, from the pages of `/desk` or by `POST /desk/messages`.
 */
interface Desk {
  told<T extends OnTicket>(ctx: Context, type: T, event: StoredEvent<T>): Promise<void>
}

/** People who work here: a new state and an answer they see, a question rings their bell. */
const builtIn: Desk = {
  async told(ctx, type, event) {
    if (!isAsking(type)) return
    await notifyOfTicket(ctx, event, 'desk', await agentsConcerned(ctx, event.payload.ticketId))
  }
}

/**
 * A program elsewhere, by signed webhook; while it is out, messages wait in its queue, and after three
 * days the people here hear of them as well.
 */
const elsewhere: Desk = {
  async told(ctx, type, event) {
    // What was done in the name of its agent it knows: it did it.
    if (!isAsking(type) && (await whoseAct(ctx, event)) === (await deskAgent(ctx))) return
    await queueForReceivers(ctx, type, event)
    if (isAsking(type) && (await isDeskOut(ctx))) await notifyParticipants(ctx, event)
  }
}

/** An answer is told of by the clock, once it cannot be taken back any more. */
const whoseAct = async (ctx: Context, { payload, actorId }: StoredEvent<OnTicket>) =>
  'messageId' in payload ? authorOf(ctx, payload.messageId) : actorId

/** Whether a ticket is answered elsewhere: the agent there may, now. Others stay with the people here. */
export async function isElsewhere(ctx: Context, ticketId: number): Promise<boolean> {
  const agent = await deskAgent(ctx)
  return agent !== undefined && (await agentsAmong(ctx, ticketId, [agent])).length > 0
}

/** Tells the desk that answers the ticket now. */
export const notifyDeskOf =
  <T extends OnTicket>(type: T): Effect<T> =>
  async (ctx, event) =>
    ((await isElsewhere(ctx, event.payload.ticketId)) ? elsewhere : builtIn).told(ctx, type, event)

/** A desk elsewhere hears of the tickets that were open before it was named, so many at once. */
export const notifyDeskOfOpenTickets: Effect<'desk.named'> = async (ctx, { payload }) => {
  const { webhookId, afterId } = payload
  const desk = await deskElsewhere(ctx)
  if (desk?.webhookId !== webhookId) return
  const { words, lastId } = await openTicketsFor(ctx, desk.agentId, { afterId })
  await queueMissed(ctx, webhookId, words)
  if (lastId !== undefined) await emit(ctx, 'desk.named', { webhookId, afterId: lastId })
}

/**
 * A ticket that has another topic, or the words of another ticket, may be answered by somebody else now,
 * here or elsewhere.
 */
export const notifyOtherDesk: Effect<'ticket.moved'> = async (ctx, event) => {
  const { ticketId } = event.payload
  const desk = await deskElsewhere(ctx)
  if (!desk) return
  if (await isElsewhere(ctx, ticketId)) {
    const { words } = await openTicketsFor(ctx, desk.agentId, { ticketId })
    await queueMissed(ctx, desk.webhookId, words)
  } else if (event.actorId === desk.agentId) await notifyParticipants(ctx, event)
}

/** What a desk elsewhere will not answer waits for everybody here: whose it is may be nobody's account. */
export const notifyParticipants = async (
  ctx: Context,
  event: StoredEvent<'desk.left' | 'ticket.moved' | OnTicket>
): Promise<void> =>
  notifyOfTicket(ctx, event, 'desk', await everyAgentWaitedFor(ctx, event.payload.ticketId))
