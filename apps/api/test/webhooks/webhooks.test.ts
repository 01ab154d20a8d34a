import { sql } from 'drizzle-orm'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { idempotencyKeys } from '@stoa/core/schema'
import { verifyCopy } from '@stoa/announcements'
import { webhooks } from '@stoa/webhooks/schema'
import { deliverNext, wakeReceivers } from '@stoa/webhooks'
import { createForum, type Forum } from '../../src/forum.ts'
import { announce, announcer } from '../announcements/writing.ts'
import { startForum, type Client } from '../forum.ts'
import { startReceiver, type Received } from './receiver.ts'

const forum = startForum({ loopback: true })
const receiver = startReceiver()
let node: Forum
let admin: Client
beforeAll(async () => {
  node = await createForum(forum.settings)
})
afterAll(() => node.stop())
beforeEach(async () => {
  admin = await forum.user({ role: 'admin' })
  await forum.settle()
  await forum.connection.db.delete(webhooks)
  receiver.received.length = 0
  receiver.status = 204
})

const minute = 60_000
const events = ['announcement.published', 'announcement.withdrawn']

/** Creates a receiver of these events. Returns its id and secret. */
async function subscribe(values: object = {}): Promise<{ id: number; secret: string }> {
  const url = `${receiver.origin}/hook`
  const { status, body, text } = await admin.post('/webhooks', {
    ...{ name: 'Status page', url, events },
    ...values
  })
  if (status !== 201) throw new Error(text)
  return body
}

const deliveries = async (id: number) =>
  (await admin.get(`/webhooks/${id}/deliveries`)).body.items as {
    id: number
    state: string
    attempts: number
    messageId: string
    nextAttemptAt: string | null
  }[]

/** Verifies the signature as a receiver would, by the forum's clock, and returns the content. */
function opened(secret: string, { headers, body }: Received) {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(forum.now()) })
  try {
    return new Webhook(secret).verify(body, headers as Record<string, string>) as any
  } finally {
    vi.useRealTimers()
  }
}

/** Advances the clock and sends due messages on both nodes. The admin needs a new session. */
async function later(milliseconds: number) {
  forum.advance(milliseconds)
  admin = await forum.user({ role: 'admin' })
  await Promise.all([wakeReceivers(forum.context()), wakeReceivers(node.context())])
  await Promise.all([forum.settle(), node.settle()])
}

test('an announcement is sent once to its receivers, signed, with a signed copy', async () => {
  const { secret } = await subscribe()
  await subscribe({ events: ['announcement.expired'] })
  const id = await announce(await announcer(forum))
  await Promise.all([forum.settle(), node.settle()])
  expect(receiver.received.map(({ path }) => path)).toEqual(['/hook'])
  const { type, data } = opened(secret, receiver.received[0]!)
  expect({ type, id: data.id }).toEqual({ type: 'announcement.published', id })
  const keys = (await forum.guest.inject({ method: 'GET', url: '/.well-known/jwks.json' })).body
  expect(await verifyCopy(JSON.stringify(data), keys.keys)).toBeTypeOf('object')
  expect(() => opened('whsec_bm90IHRoZSByaWdodCBvbmU=', receiver.received[0]!)).toThrow()
})

test('a failed message is retried with growing delays under the same id', async () => {
  const { id } = await subscribe()
  receiver.status = 503
  await announce(await announcer(forum))
  await forum.settle()
  expect(await deliveries(id)).toMatchObject([{ state: 'waiting', attempts: 1, status: 503 }])
  await later(30_000)
  expect(receiver.received.length).toBe(1)
  await later(minute)
  receiver.status = 204
  await later(4 * minute)
  expect(receiver.received.length).toBe(2)
  await later(2 * minute)
  const ids = receiver.received.map(({ headers }) => headers['webhook-id'])
  expect(ids).toEqual([ids[0], ids[0], ids[0]])
  expect(await deliveries(id)).toMatchObject([{ state: 'delivered', attempts: 3, problem: null }])
})

test('after about three days it has failed permanently, and can be sent by hand', async () => {
  const { id } = await subscribe()
  receiver.status = 500
  await announce(await announcer(forum))
  for (let attempts = 0; attempts < 12; attempts += 1) await later(24 * 60 * minute)
  const [failed] = await deliveries(id)
  expect(failed).toMatchObject({ state: 'failed', attempts: 10, nextAttemptAt: null })
  expect((await admin.get('/webhooks')).body.items).toMatchObject([{ id, failed: 1 }])
  receiver.status = 200
  const again = `/webhooks/${id}/deliveries/${failed?.id}/repetition`
  expect((await admin.post(again)).status).toBe(204)
  await forum.settle()
  expect(await deliveries(id)).toMatchObject([{ state: 'delivered' }])
})

test('a delivered message can be sent again, with the same id', async () => {
  const { id } = await subscribe()
  await announce(await announcer(forum))
  await forum.settle()
  const [delivered] = await deliveries(id)
  const again = `/webhooks/${id}/deliveries/${delivered?.id}/repetition`
  expect((await admin.post(again)).status).toBe(204)
  // It waits already.
  expect((await admin.post(again)).status).toBe(404)
  await forum.settle()
  const ids = receiver.received.map(({ headers }) => headers['webhook-id'])
  expect(ids).toEqual([delivered?.messageId, delivered?.messageId])
})

test('a failure does not hold up the messages after it', async () => {
  const { id } = await subscribe()
  receiver.status = 500
  const author = await announcer(forum)
  await announce(author)
  await forum.settle()
  receiver.status = 200
  await announce(author)
  await forum.settle()
  expect(await deliveries(id)).toMatchObject([{ state: 'delivered' }, { state: 'waiting' }])
})

test('a receiver that answered 410, or is disabled, gets nothing more', async () => {
  const { id } = await subscribe()
  receiver.status = 410
  const author = await announcer(forum)
  await announce(author)
  await forum.settle()
  await announce(author)
  await later(minute)
  expect(receiver.received.length).toBe(1)
  expect((await admin.get('/webhooks')).body.items).toMatchObject([{ id, enabled: false }])
})

test('the test button sends at once and shows the outcome', async () => {
  const { id, secret } = await subscribe()
  const answer = await admin.post(`/webhooks/${id}/tests`)
  expect(answer.body).toMatchObject({ type: 'webhook.test', state: 'delivered', status: 204 })
  expect(opened(secret, receiver.received[0]!)).toMatchObject({ type: 'webhook.test', data: {} })
  receiver.status = 302
  const refused = await admin.post(`/webhooks/${id}/tests`)
  expect(refused.body).toMatchObject({ state: 'failed', problem: 'status', status: 302 })
})

test('for a day after a change both secrets sign; the database reveals neither', async () => {
  const { id, secret: old } = await subscribe()
  const { secret } = (await admin.post(`/webhooks/${id}/secret`)).body
  await admin.post(`/webhooks/${id}/tests`)
  opened(old, receiver.received[0]!)
  opened(secret, receiver.received[0]!)
  await later(25 * 60 * minute)
  await admin.post(`/webhooks/${id}/tests`)
  opened(secret, receiver.received[1]!)
  expect(() => opened(old, receiver.received[1]!)).toThrow()
  const stored = JSON.stringify(await forum.connection.db.select().from(webhooks))
  expect([old, secret].some((one) => stored.includes(one.slice(6)))).toBe(false)
})

test('renewing twice a day keeps all secrets that receivers may still use', async () => {
  const { id, secret: first } = await subscribe()
  const renewals = await Promise.all([1, 2].map(() => admin.post(`/webhooks/${id}/secret`)))
  await admin.post(`/webhooks/${id}/tests`)
  for (const secret of [first, ...renewals.map(({ body }) => body.secret)])
    opened(secret, receiver.received[0]!)
})

test('testing a receiver that is removed meanwhile is 404', async () => {
  const { id } = await subscribe()
  const { promise, resolve } = Promise.withResolvers<void>()
  receiver.waitsFor = promise
  const tested = admin.post(`/webhooks/${id}/tests`)
  await vi.waitFor(() => expect(receiver.received).toHaveLength(1), { timeout: 60_000 })
  expect((await admin.delete(`/webhooks/${id}`)).status).toBe(204)
  resolve()
  expect((await tested).status).toBe(404)
})

test('a message that cannot be built holds up no other', async () => {
  const { id } = await subscribe()
  const { webhookData } = forum.ports
  const author = await announcer(forum)
  const broken = await announce(author)
  forum.ports.webhookData = (ctx, type, payload) =>
    payload.announcementId === broken
      ? Promise.reject(new Error('a bug'))
      : webhookData(ctx, type, payload)
  await announce(author)
  await forum.settle()
  forum.ports.webhookData = webhookData
  expect(receiver.received.length).toBe(1)
  const failed = (await deliveries(id)).filter(({ state }) => state === 'waiting')
  expect(failed).toMatchObject([{ attempts: 1, problem: 'data' }])
  await later(2 * minute)
  expect(receiver.received.length).toBe(2)
})

test('a slow receiver keeps no transaction open, and gets the message once', async () => {
  const { id } = await subscribe()
  const { promise, resolve } = Promise.withResolvers<void>()
  receiver.waitsFor = promise
  await announce(await announcer(forum))
  const settled = forum.settle()
  await vi.waitFor(() => expect(receiver.received).toHaveLength(1), { timeout: 60_000 })
  const open = sql`select 1 from pg_stat_activity
    where datname = current_database() and state like 'idle in transaction%'`
  expect(await forum.connection.db.execute(open)).toEqual([])
  expect(await deliverNext(node.context(), id)).toBeUndefined()
  resolve()
  await settled
  expect(await deliveries(id)).toMatchObject([{ state: 'delivered', attempts: 1 }])
})

test('a secret is in no stored answer', async () => {
  const body = { name: 'Status page', url: `${receiver.origin}/hook`, events }
  const key = { 'idempotency-key': 'webhook-0000001' }
  const { secret, id } = (await admin.post('/webhooks', body, key)).body
  const renewed = await admin.post(`/webhooks/${id}/secret`, {}, key)
  const kept = JSON.stringify(await forum.connection.db.select().from(idempotencyKeys))
  expect([secret, renewed.body.secret].some((one) => kept.includes(one))).toBe(false)
})

test('nothing hidden from guests is sent', async () => {
  const { id } = await subscribe()
  const hidden = await forum.category({ rule: 'staff_only' })
  await announce(await announcer(forum), { categories: [hidden] })
  await forum.settle()
  expect(receiver.received).toEqual([])
  expect(await deliveries(id)).toEqual([])
})

test('a withdrawn announcement is sent without its text, even if it waited', async () => {
  const { secret } = await subscribe()
  receiver.status = 500
  const author = await announcer(forum)
  const id = await announce(author)
  await forum.settle()
  receiver.status = 200
  await author.post(`/announcements/${id}/withdrawal`, { correction: { en: 'It was wrong.' } })
  await later(minute)
  const [, ...after] = receiver.received
  expect(after.length).toBe(2)
  for (const message of after)
    expect(opened(secret, message).data.document).toMatchObject({ state: 'withdrawn', texts: {} })
})

test('a URL has no password and is http or https', async () => {
  const ask = (url: string) => admin.post('/webhooks', { name: 'Bad', url, events })
  for (const url of ['ftp://a.example/', 'https://u:p@a.example/', 'a.example'])
    expect((await ask(url)).body.errors).toMatchObject([{ path: 'url' }])
})
