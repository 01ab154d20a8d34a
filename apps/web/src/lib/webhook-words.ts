import { m } from '@stoa/messages'
import type { Delivery, Webhook } from './shapes.ts'

type Event = Webhook['events'][number]

/** Names of the events, in the order of the form. */
export const eventWords: Record<Event, () => string> = {
  'announcement.published': m.webhooks_event_announcement_published,
  'announcement.changed': m.webhooks_event_announcement_changed,
  'announcement.updated': m.webhooks_event_announcement_updated,
  'announcement.expired': m.webhooks_event_announcement_expired,
  'announcement.withdrawn': m.webhooks_event_announcement_withdrawn,
  'article.published': m.webhooks_event_article_published,
  'article.updated': m.webhooks_event_article_updated,
  'thread.created': m.webhooks_event_thread_created,
  'thread.changed': m.webhooks_event_thread_changed,
  'thread.moved': m.webhooks_event_thread_moved,
  'thread.closed': m.webhooks_event_thread_closed,
  'thread.reopened': m.webhooks_event_thread_reopened,
  'post.created': m.webhooks_event_post_created,
  'post.edited': m.webhooks_event_post_edited,
  'post.approved': m.webhooks_event_post_approved,
  'post.hidden': m.webhooks_event_post_hidden,
  'post.withdrawn': m.webhooks_event_post_withdrawn,
  'post.restored': m.webhooks_event_post_restored,
  'post.erased': m.webhooks_event_post_erased,
  'answer.accepted': m.webhooks_event_answer_accepted,
  'answer.confirmed': m.webhooks_event_answer_confirmed,
  'answer.unaccepted': m.webhooks_event_answer_unaccepted,
  'user.verified': m.webhooks_event_user_verified,
  'user.renamed': m.webhooks_event_user_renamed,
  'user.role_changed': m.webhooks_event_user_role_changed,
  'user.hidden': m.webhooks_event_user_hidden,
  'user.shown': m.webhooks_event_user_shown,
  'user.erased': m.webhooks_event_user_erased,
  'case.opened': m.webhooks_event_case_opened,
  'case.resolved': m.webhooks_event_case_resolved,
  'case.reopened': m.webhooks_event_case_reopened,
  'moderation.urgent_case': m.webhooks_event_moderation_urgent_case,
  'moderation.hide_limit_reached': m.webhooks_event_moderation_hide_limit_reached,
  'ticket.opened': m.webhooks_event_ticket_opened,
  'ticket.asked': m.webhooks_event_ticket_asked,
  'ticket.answered': m.webhooks_event_ticket_answered,
  'ticket.changed': m.webhooks_event_ticket_changed,
  'ticket.moved': m.webhooks_event_ticket_moved
}

/** Headings of the form, by the first words of the events below them. */
export const eventGroups: [word: () => string, prefixes: string[]][] = [
  [m.webhooks_group_announcement, ['announcement']],
  [m.webhooks_group_article, ['article']],
  [m.webhooks_group_thread, ['thread']],
  [m.webhooks_group_post, ['post']],
  [m.webhooks_group_answer, ['answer']],
  [m.webhooks_group_user, ['user']],
  [m.webhooks_group_moderation, ['case', 'moderation']],
  [m.webhooks_group_ticket, ['ticket']]
]

/** The events below a heading. */
export const eventsOf = (prefixes: string[]): Event[] =>
  webhookEvents.filter((event) => prefixes.includes(event.split('.')[0] ?? ''))

/** Names of the formats; those of products are the same in every language. */
export const formatWords: Record<Webhook['format'], () => string> = {
  generic: m.webhooks_format_generic,
  slack: () => 'Slack',
  telegram: () => 'Telegram',
  feishu: () => 'Feishu / Lark'
}

/** Events a receiver can subscribe to. */
const webhookEvents = Object.keys(eventWords) as Event[]

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
