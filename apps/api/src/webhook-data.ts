import { announcementForReceivers } from '@stoa/announcements'
import type { Context, Events, Ports } from '@stoa/core'
import { ticketForReceivers } from '@stoa/tickets'
import type { WebhookEvent } from '@stoa/webhooks'

type Data<T extends WebhookEvent> = (ctx: Context, payload: Events[T]) => Promise<object | null>

const announcement = (ctx: Context, payload: { announcementId: number }) =>
  announcementForReceivers(ctx, payload.announcementId)

/**
 * The data that webhooks receive for each event; a missing event does not compile. It is what
 * guests may see, and ids, because receivers belong to others.
 */
const data: { [T in WebhookEvent]: Data<T> } = {
  'announcement.published': announcement,
  'announcement.changed': announcement,
  'announcement.updated': announcement,
  'announcement.expired': announcement,
  'announcement.withdrawn': announcement,
  'ticket.opened': ticketForReceivers,
  'ticket.asked': ticketForReceivers,
  'ticket.answered': ticketForReceivers,
  'ticket.changed': ticketForReceivers,
  'ticket.moved': ticketForReceivers,
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
