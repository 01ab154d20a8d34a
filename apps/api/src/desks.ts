import type { Consequence, Context, HappenedEvent } from '@stoa/core'
import { tellOfTicket } from '@stoa/notifications'
import { agentsConcerned } from '@stoa/tickets'
import { hasDesk, queueForReceivers } from '@stoa/webhooks'

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

/** Tells the desk that answers tickets now. */
export const tellDeskOf =
  <T extends OnTicket>(type: T): Consequence<T> =>
  async (ctx, event) =>
    ((await hasDesk(ctx)) ? elsewhere : builtIn).told(ctx, type, event)
