import { announcementForReceivers } from '@stoa/announcements'
import type { Context, Events, Ports } from '@stoa/core'
import { describeForDesk } from '@stoa/tickets'
import type { WebhookEvent } from '@stoa/webhooks'
import { isElsewhere } from './desk-notifications.ts'

type Data<T extends WebhookEvent> = (ctx: Context, payload: Events[T]) => Promise<object | null>

const announcement = (ctx: Context, payload: { announcementId: number }) =>
  announcementForReceivers(ctx, payload.announcementId)

type OnTicket = { ticketId: number; messageId?: number }

// The ticket may have been passed to agents here while the message waited.
const ticket = async (ctx: Context, payload: OnTicket) =>
  (await isElsewhere(ctx, payload.ticketId)) ? describeForDesk(ctx, payload) : null

const onlyTicket = async (ctx: Context, payload: OnTicket) => {
  const described = await ticket(ctx, payload)
  return described && { ...described, message: null }
}

/**
 * The data that webhooks receive for each event; a missing event does not compile. It is what
 * guests may see, and ids, because receivers belong to others. Only an external help desk gets
 * tickets.
 */
const data: { [T in WebhookEvent]: Data<T> } = {
  'announcement.published': announcement,
  'announcement.changed': announcement,
  'announcement.updated': announcement,
  'announcement.expired': announcement,
  'announcement.withdrawn': announcement,
  'ticket.opened': ticket,
  'ticket.asked': ticket,
  'ticket.answered': ticket,
  'ticket.changed': onlyTicket,
  'moderation.hide_limit_reached': async ({ ports }, { userId }) => ({
    userId,
    url: `${ports.publicOrigin}/moderation`
  }),
  'moderation.urgent_case': async ({ ports }, { caseId }) => ({
    caseId,
    url: `${ports.publicOrigin}/moderation`
  })
}

export const webhookData: Ports['webhookData'] = (ctx, type, payload) =>
  (data[type] as Data<WebhookEvent>)(ctx, payload as Events[WebhookEvent])
