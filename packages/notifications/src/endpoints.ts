import { readingRefusal } from '@stoa/accounts/reading-access'
import { z } from 'zod'
import { endpoint, invalid, RawAnswer, type Context } from '@stoa/core'
import { subjectOf } from '@stoa/core/limits'
import {
  liveQuery,
  notificationList,
  notificationQuery,
  preferenceChange,
  readInput,
  unreadAnswer,
  preferenceAnswer,
  mailConsentInput,
  unsubscribeQuery
} from './contract.ts'
import { listInbox, markRead } from './inbox.ts'
import { changeMailConsent, showPreferences } from './mail-consent.ts'
import { changePreferences } from './preferences.ts'
import { unsubscribePage, donePage } from './unsubscription.ts'
import { readToken, unsubscribe } from './unsubscription.ts'

const maxTopics = 10

/** All endpoints of notifications: `api.notifications.<name>`. */
export const notificationsEndpoints = {
  list: endpoint({
    method: 'GET',
    path: '/notifications',
    summary: 'List your notifications, newest first',
    query: notificationQuery,
    answers: { 200: notificationList },
    minimumRole: 'member',
    handle: listInbox
  }),
  read: endpoint({
    method: 'POST',
    path: '/notifications/read',
    summary: 'Mark notifications as read: those named, or all',
    body: readInput,
    answers: { 200: unreadAnswer },
    minimumRole: 'member',
    handle: async (ctx, { ids }) => ({ unread: await markRead(ctx, ids) })
  }),
  preferences: endpoint({
    method: 'GET',
    path: '/notifications/preferences',
    summary: 'Get how often you are emailed about what, and your quiet hours',
    answers: { 200: preferenceAnswer },
    minimumRole: 'member',
    handle: showPreferences
  }),
  changePreferences: endpoint({
    method: 'PUT',
    path: '/notifications/preferences',
    summary: 'Set how often you are emailed about what, and your quiet hours',
    body: preferenceChange,
    answers: { 200: preferenceAnswer },
    minimumRole: 'member',
    handle: async (ctx, change) => {
      await changePreferences(ctx, change)
      return showPreferences(ctx)
    }
  }),
  changeMailConsent: endpoint({
    method: 'PUT',
    path: '/notifications/mail-consent',
    summary: 'Consent to optional emails, such as the daily digest, or withdraw it',
    body: mailConsentInput,
    minimumRole: 'member',
    handle: (ctx, { given }) => changeMailConsent(ctx, ctx.actor.id, given)
  }),
  unsubscribePage: endpoint({
    method: 'GET',
    path: '/notifications/unsubscription',
    summary: 'Show the unsubscribe page that an email links to',
    query: unsubscribeQuery,
    answers: { 200: z.string() },
    minimumRole: 'guest',
    handle: async (ctx, { token }) => {
      readToken(ctx.ports, token)
      return unsubscribePage(ctx)
    }
  }),
  unsubscribe: endpoint({
    method: 'POST',
    path: '/notifications/unsubscription',
    summary: 'Unsubscribe from a kind of email by its token (RFC 8058), without signing in',
    query: unsubscribeQuery,
    answers: { 200: z.string() },
    minimumRole: 'guest',
    scope: null,
    withoutOrigin: 'the signed token of the mail',
    ignoresBody: true,
    limit: { per: 'address', count: 60, seconds: 60 },
    handle: async (ctx, { token }) => {
      await unsubscribe(ctx, token)
      return donePage(ctx)
    }
  }),
  live: endpoint({
    method: 'GET',
    path: '/live',
    summary:
      'Server-sent events: `{topic, version}` when a topic changed (`inbox`, `announcements`, `lists` of threads, `thread:1`, `ticket:…` for its requester and the desk, there also if who has it open or writes changed); resumes by Last-Event-ID',
    query: liveQuery,
    answers: { 200: z.string() },
    minimumRole: 'guest',
    scope: ['read', 'support'],
    handle: (ctx, { topics }) => live(ctx, topics)
  })
}

async function live(ctx: Context, topics: string): Promise<RawAnswer> {
  const named = [...new Set(topics.split(',').map((topic) => topic.trim()))]
  const isTopic = (topic: string) =>
    /^(announcements|inbox|lists|thread:\d{1,15}|ticket:[2-9A-Z-]{14})$/.test(topic)
  if (named.length > maxTopics || !named.every(isTopic)) throw invalid('topics', 'field_invalid')
  const refusal = named.every((topic) => topic === 'announcements')
    ? null
    : await readingRefusal(ctx)
  if (refusal) throw refusal
  const { actor, origin } = ctx
  const stream = await ctx.ports.subscribe({
    actor,
    subject: subjectOf(ctx, 'actor'),
    address: origin?.address ?? 'local',
    topics: named,
    lastEventId: origin?.lastEventId
  })
  return new RawAnswer(stream, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no'
  })
}
