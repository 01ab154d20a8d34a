import { beforeEach, expect, test } from 'vitest'
import { webhookEvents, webhooks } from '@stoa/webhooks/schema'
import { startForum, type Client } from '../forum.ts'
import {
  agent,
  escalate,
  openTicket,
  opening,
  sendAnswers,
  setUpThread
} from '../tickets/opening.ts'
import { startReceiver } from './receiver.ts'

const forum = startForum({ loopback: true })
const receiver = startReceiver()
let desk: Client
let requester: Client
beforeEach(async () => {
  await forum.settle()
  await forum.connection.db.delete(webhooks)
  receiver.received.length = 0
  const admin = await forum.user({ role: 'admin' })
  const events = webhookEvents.filter((event) => event.startsWith('ticket.'))
  await admin.post('/webhooks', { name: 'Help desk', url: `${receiver.origin}/in`, events })
  ;[desk, requester] = [await agent(forum), await forum.user()]
})

/** Runs all effects, and returns everything the receiver got. */
async function told(): Promise<{ type: string; data: any }[]> {
  await forum.settle()
  return receiver.received.map(({ body }) => JSON.parse(body))
}

test('a receiver gets the number of a ticket, and neither state nor text', async () => {
  const number = await openTicket(requester)
  await requester.post(`/tickets/${number}/messages`, { body: 'It is urgent.' })
  await desk.post(`/tickets/${number}/messages`, { body: 'A note.', audience: 'staff' })
  const answer = await desk.post(`/tickets/${number}/messages`, { body: 'Which network?' })
  await sendAnswers(forum)
  await desk.patch(`/tickets/${number}`, { topic: 'api' })
  const all = await told()
  expect(all.map(({ type }) => type).sort()).toEqual(
    ['opened', 'asked', 'answered', 'changed', 'moved'].map((one) => `ticket.${one}`).sort()
  )
  expect(all.find(({ type }) => type === 'ticket.answered')?.data).toEqual({
    ...{ number, url: `${forum.origin}/tickets/${number}`, messageId: answer.body.id }
  })
  for (const word of [opening.subject, opening.body, 'urgent', 'note', requester.username])
    expect(JSON.stringify(all)).not.toContain(word)
})

test('a receiver does not learn that a ticket of a thread was declined', async () => {
  const { author, thread } = await setUpThread(forum)
  const moderator = await forum.user({ role: 'staff' })
  await escalate(moderator, thread.id)
  const [{ url }] = (await author.get('/tickets')).body.items
  expect((await author.post(`${url}/declining`)).status).toBe(204)
  const words = JSON.stringify(await told())
  expect(words).toContain(url)
  expect(words).not.toMatch(new RegExp(`declin|/t/${thread.id}|waiting`))
})

test('agents here are notified of tickets as before', async () => {
  await openTicket(requester)
  await forum.settle()
  expect((await desk.get('/notifications')).body.items).toMatchObject([{ kind: 'desk' }])
})

test('with an agent’s token a program reads, answers, notes, assigns and resolves', async () => {
  const number = await openTicket(requester)
  const by = await tokenOf(desk, ['read', 'write', 'moderate'])
  const { items } = (await forum.guest.get('/desk/tickets?view=all', by)).body
  expect(items.map((item: { number: string }) => item.number)).toContain(number)
  const post = (path: string, body: object, headers = {}) =>
    forum.guest.post(`/tickets/${number}/${path}`, body, { ...by, ...headers })
  const key = { 'idempotency-key': 'answer-104' }
  for (const _ of [1, 2]) expect((await post('messages', { body: 'Why?' }, key)).status).toBe(201)
  expect((await post('messages', { body: 'A scam.', audience: 'staff' })).status).toBe(201)
  const change = { method: 'PATCH', url: `/api/v1/tickets/${number}`, headers: by } as const
  const payload = { assignee: desk.username, priority: 'high' }
  expect((await forum.guest.inject({ ...change, payload })).status).toBe(200)
  expect((await post('resolution', { summary: 'Credited.' })).status).toBe(204)
  const { messages, state, assignee } = (await forum.guest.get(`/tickets/${number}`, by)).body
  expect([messages.length, state, assignee.username]).toEqual([4, 'resolved', desk.username])
})

test('a token without the scope, or a fact without a fresh sign-in, is refused', async () => {
  const number = await openTicket(requester)
  const facts = { transaction_id: 'TX998877665544' }
  await requester.put(`/tickets/${number}/facts`, { facts })
  const plain = await tokenOf(desk, ['read', 'write'])
  expect((await forum.guest.get(`/tickets/${number}`, plain)).status).toBe(404)
  expect((await forum.guest.get('/desk/tickets', plain)).status).toBe(403)
  const by = await tokenOf(desk, ['read', 'write', 'moderate'])
  const refused = await forum.guest.get(`/tickets/${number}/facts`, by)
  expect(refused.body.code).toBe('fresh_authentication_required')
})

async function tokenOf(client: Client, scopes: string[]) {
  const { secret } = (await client.post('/tokens', { name: 'Help desk', scopes, days: 30 })).body
  return { authorization: `Bearer ${secret}` }
}
