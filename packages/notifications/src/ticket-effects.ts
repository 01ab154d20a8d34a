import type { Context } from '@stoa/core'
import type { Cause } from './note.ts'
import { notify } from './notify.ts'

type Happened = Cause & { actorId: number; payload: { ticketId: number } }
type Kind =
  | 'ticket'
  | 'ticket_changed'
  | 'ticket_opened'
  | 'desk'
  | 'desk_due'
  | 'desk_overdue'
  | 'desk_mention'

/** Notifies of a change of a ticket without its content. */
export const notifyOfTicket = (
  ctx: Context,
  event: Happened,
  kind: Kind,
  userIds: readonly number[]
): Promise<void> =>
  notify(ctx, event, { kind, byId: event.actorId, ticketId: event.payload.ticketId }, userIds)
