import { m } from '@stoa/messages'
import type { Delivery, Webhook } from '#lib/shapes.ts'

type Event = Webhook['events'][number]

/** Names of the events, in the order of the form. */
export const eventWords: Record<Event, () => string> = {
  'announcement.published': m.webhooks_event_announcement_published,
  'announcement.changed': m.webhooks_event_announcement_changed,
  'announcement.updated': m.webhooks_event_announcement_updated,
  'announcement.expired': m.webhooks_event_announcement_expired,
  'announcement.withdrawn': m.webhooks_event_announcement_withdrawn,
  'moderation.hide_limit_reached': m.webhooks_event_moderation_hide_limit_reached,
  'moderation.urgent_case': m.webhooks_event_moderation_urgent_case,
  'ticket.opened': m.webhooks_event_ticket_opened,
  'ticket.asked': m.webhooks_event_ticket_asked,
  'ticket.answered': m.webhooks_event_ticket_answered,
  'ticket.changed': m.webhooks_event_ticket_changed,
  'ticket.moved': m.webhooks_event_ticket_moved
}

/** Names of the formats; those of products are the same in every language. */
export const shapeWords: Record<Webhook['shape'], () => string> = {
  generic: m.webhooks_shape_generic,
  slack: () => 'Slack',
  telegram: () => 'Telegram',
  feishu: () => 'Feishu / Lark'
}

export const webhookShapes = Object.keys(shapeWords) as Webhook['shape'][]

/** Events a receiver can subscribe to. */
export const webhookEvents = Object.keys(eventWords) as Event[]

/** Name of a delivery's event. */
export const messageWord = (type: string): (() => string) =>
  (eventWords as Record<string, () => string>)[type] ?? m.webhooks_event_test

type Problem = NonNullable<Delivery['problem']>

/** Why the last attempt failed; `status` is that of the response, if there was one. */
export const problemWords: Record<Problem, (answer: { status: number }) => string> = {
  status: m.webhooks_problem_status,
  address: m.webhooks_problem_address,
  time: m.webhooks_problem_time,
  connection: m.webhooks_problem_connection,
  answer: m.webhooks_problem_answer,
  secret: m.webhooks_problem_secret,
  data: m.webhooks_problem_data
}
