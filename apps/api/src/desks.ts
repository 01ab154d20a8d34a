import type { Consequence, Context, HappenedEvent } from '@stoa/core'
import { tellOfTicket } from '@stoa/notifications'
import { agentsAmong, agentsConcerned } from '@stoa/tickets'
import { deskAgent, queueForReceivers } from '@stoa/webhooks'

type OnTicket = 'ticket.opened' | 'ticket.asked' | 'ticket.changed'

/**
 * Whoever answers tickets. It is told what requesters do; what it decides comes back through the verbs of
 * tickets, from the pages of `/desk` or by `POST /desk/messages`.
 */
interface Desk {
  told<T extends OnTicket>(ctx: Context, type: T, event: HappenedEvent<T>): Promise<void>
}

/** People who work here: a new state they see, a question rings their bell. */
const builtIn: Desk = {
  async told(ctx, type, event) {
    if (type === 'ticket.changed') return
    await tellOfTicket(ctx, event, 'desk', await agentsConcerned(ctx, event.payload.ticketId))
  }
}

/** A program elsewhere, by signed webhook; while it is out, messages wait in its queue. */
const elsewhere: Desk = { told: queueForReceivers }

/** Whether a ticket is answered elsewhere: the agent there may, now. Others stay with the people here. */
export async function isElsewhere(ctx: Context, ticketId: number): Promise<boolean> {
  const agent = await deskAgent(ctx)
  return agent !== undefined && (await agentsAmong(ctx, ticketId, [agent])).length > 0
}

/** Tells the desk that answers the ticket now. */
export const tellDeskOf =
  <T extends OnTicket>(type: T): Consequence<T> =>
  async (ctx, event) =>
    ((await isElsewhere(ctx, event.payload.ticketId)) ? elsewhere : builtIn).told(ctx, type, event)
