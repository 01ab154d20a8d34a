import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { Webhook } from 'standardwebhooks'
import { beforeEach, expect, test } from 'vitest'
import { users } from '@stoa/accounts/schema'
import { forgetDeliveries, wakeReceivers } from '@stoa/webhooks'
import { webhooks } from '@stoa/webhooks/schema'
import { notifications } from '@stoa/notifications/schema'
import { tickets } from '@stoa/tickets/schema'
import { startForum, type Client } from '../forum.ts'
import { openTicket, opening } from '../tickets/opening.ts'
import { startReceiver } from './receiver.ts'

const forum = startForum({ loopback: true })
const desk = startReceiver()
let admin: Client
let agent: Client
let requester: Client
let secret = ''
const hour = 3600_000

beforeEach(async () => {
  admin = await forum.user({ role: 'admin' })
  agent = await forum.user({ role: 'staff', capabilities: ['desk'] })
  requester = await forum.user()
  await forum.settle()
  await forum.connection.db.delete(webhooks)
  // Who is named hears of what is open.
  await forum.connection.db.update(tickets).set({ state: 'closed' })
  desk.received.length = 0
  desk.status = 204
  secret = (await connect()).body.secret
})

const connect = () =>
  admin.post('/webhooks', {
    ...{ name: 'Desk', url: `${desk.origin}/in`, agent: agent.username }
  })

/** An hour later it is tried again. */
async function comeBack() {
  forum.advance(hour)
  await wakeReceivers(forum.context())
  await forum.settle()
}

const heard = () => desk.received.map(({ body }) => JSON.parse(body))

type Message = { type: string; data: object }
type Signing = { id?: string; key?: string; at?: Date }

/** Says something as the desk, signed. */
function say(message: Message, { id = randomUUID(), key = secret, at = new Date() }: Signing = {}) {
  const body = JSON.stringify(message)
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(key).sign(id, at, body)
  }
  const url = '/api/v1/desk/messages'
  return forum.guest.inject({ method: 'POST', url, payload: body, headers })
}

const answered = (number: string, body = 'Which network was it?') => ({
  type: 'desk.answered',
  data: { number, body }
})

test('a desk elsewhere is told of a ticket in place of the people here, but of no fact', async () => {
  const number = await openTicket(requester)
  await requester.put(`/tickets/${number}/facts`, { facts: { transaction_id: 'TX998877665544' } })
  await requester.post(`/tickets/${number}/messages`, { body: 'It is urgent.' })
  await forum.settle()
  expect(heard().map(({ type }) => type)).toEqual(['ticket.opened', 'ticket.asked'])
  const [first, second] = heard().map(({ data }) => data)
  expect(first).toMatchObject({ number, state: 'new', requester: requester.username })
  expect(first.message.body).toBe(opening.body)
  expect(second.message.body).toBe('It is urgent.')
  expect(JSON.stringify(heard())).not.toContain('TX998877665544')
  expect((await agent.get('/notifications')).body.items).toEqual([])
})

test('what it answers, changes and resolves is the agent’s word and act', async () => {
  const number = await openTicket(requester)
  expect((await say(answered(number))).status).toBe(204)
  const change = { number, priority: 'high', state: 'waiting_on_requester' }
  expect((await say({ type: 'desk.changed', data: change })).status).toBe(204)
  const seen = (await agent.get(`/tickets/${number}`)).body
  expect(seen).toMatchObject({ state: 'waiting_on_requester', priority: 'high' })
  expect(seen.messages[1].author.username).toBe(agent.username)
  const end = { number, summary: 'Credited.' }
  expect((await say({ type: 'desk.resolved', data: end })).status).toBe(204)
  expect((await requester.get(`/tickets/${number}`)).body.state).toBe('resolved')
})

test('a message that comes again does nothing, ten at once neither', async () => {
  const number = await openTicket(requester)
  const id = randomUUID()
  const answers = await Promise.all(Array.from({ length: 10 }, () => say(answered(number), { id })))
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(204))
  expect((await agent.get(`/tickets/${number}`)).body.messages).toHaveLength(2)
})

test('another signature, an old one and a desk that is gone are refused alike', async () => {
  const number = await openTicket(requester)
  const stranger = say(answered(number), { key: 'whsec_bm90IHRoZSByaWdodCBvbmU=' })
  expect((await stranger).body.code).toBe('signature_invalid')
  const old = await say(answered(number), { at: new Date(Date.now() - hour) })
  expect(old.status).toBe(401)
  expect((await requester.post('/desk/messages', answered(number))).status).toBe(401)
  await forum.connection.db.delete(webhooks)
  expect((await say(answered(number))).status).toBe(401)
})

test('what was refused is not taken for done: it can come again', async () => {
  const number = await openTicket(requester)
  const id = randomUUID()
  const seed = 'My seed is abandon '.concat('abandon '.repeat(10), 'about')
  expect((await say(answered(number, seed), { id })).body.code).toBe('secret_found')
  expect((await say(answered('AAAA-AAAA-AAAA'), { id })).status).toBe(404)
  expect((await say(answered(number), { id })).status).toBe(204)
})

test('a desk that is out for a month hears of every ticket in the end', async () => {
  desk.status = 503
  const number = await openTicket(requester)
  await forum.settle()
  for (let day = 0; day < 40; day += 1) {
    forum.advance(24 * hour)
    await wakeReceivers(forum.context())
    await forum.settle()
    await forgetDeliveries(forum.context())
  }
  desk.received.length = 0
  desk.status = 204
  forum.advance(24 * hour)
  await wakeReceivers(forum.context())
  await forum.settle()
  expect(heard().map(({ data }) => data.number)).toContain(number)
})

test('there is one desk, and it speaks as somebody who answers tickets', async () => {
  expect((await connect()).body.code).toBe('webhooks_desk_exists')
  const asNobody = { name: 'Desk', url: 'https://desk.example/', agent: requester.username }
  const refused = await admin.post('/webhooks', asNobody)
  expect(refused.body.errors).toMatchObject([{ path: 'agent' }])
  const forAll = { name: 'Page', url: 'https://page.example/', events: ['ticket.opened'] }
  expect((await admin.post('/webhooks', forAll)).status).toBe(422)
})

test('tickets that its agent does not answer leave with nothing, and ring for the people here', async () => {
  await forum.connection.db.delete(webhooks)
  agent = await forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: ['api'] })
  await connect()
  const here = await forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: ['trading'] })
  await openTicket(requester, { topic: 'trading' })
  await openTicket(requester, { topic: 'api' })
  await forum.settle()
  expect(heard().map(({ data }) => data.topic)).toEqual(['api'])
  expect((await here.get('/notifications')).body.items).toHaveLength(1)
})

test('an agent who answers no tickets any more is told of none, whatever waited', async () => {
  desk.status = 503
  await openTicket(requester)
  await forum.settle()
  const here = await forum.user({ role: 'staff', capabilities: ['desk'] })
  await forum.connection.db.update(users).set({ role: 'member' }).where(eq(users.id, agent.id))
  await openTicket(requester)
  await forum.settle()
  expect((await here.get('/notifications')).body.items).toHaveLength(1)
  desk.received.length = 0
  desk.status = 204
  await comeBack()
  expect(heard()).toEqual([])
})

test('what waits for a desk is not for the receiver that is none any more', async () => {
  desk.status = 503
  await openTicket(requester)
  await forum.settle()
  const [{ id }] = (await admin.get('/webhooks')).body.items
  const page = { name: 'Page', url: `${desk.origin}/in`, events: ['announcement.published'] }
  expect((await admin.patch(`/webhooks/${id}`, page)).status).toBe(204)
  desk.received.length = 0
  desk.status = 204
  await comeBack()
  expect(heard()).toEqual([])
})

test('what was asked in a ticket comes after its opening, and holds up no other ticket', async () => {
  desk.status = 503
  const number = await openTicket(requester)
  await forum.settle()
  desk.received.length = 0
  desk.status = 204
  await requester.post(`/tickets/${number}/messages`, { body: 'It is urgent.' })
  const other = await openTicket(requester)
  await forum.settle()
  expect(heard().map(({ data }) => data.number)).toEqual([other])
  await comeBack()
  const ofFirst = heard().filter(({ data }) => data.number === number)
  expect(ofFirst.map(({ type }) => type)).toEqual(['ticket.opened', 'ticket.asked'])
})

const after = async (days: number) => {
  for (let day = 0; day < days; day += 1) {
    forum.advance(24 * hour)
    await wakeReceivers(forum.context())
    await forum.settle()
    await forgetDeliveries(forum.context())
  }
}

/** Sessions end while the clock moves. */
async function toldOf({ id }: Client) {
  const { userId, kind } = notifications
  const rows = await forum.connection.db.select({ kind }).from(notifications).where(eq(userId, id))
  return rows.map((row) => row.kind)
}

const receiver = async (client = admin) => (await client.get('/webhooks')).body.items[0]

const named = (values: object = {}) => ({
  ...{ name: 'Desk', url: `${desk.origin}/in`, agent: agent.username, ...values }
})

test('a desk that is named hears of the tickets that were open before, and of each word once', async () => {
  await forum.connection.db.delete(webhooks)
  const here = await forum.user({ role: 'staff', capabilities: ['desk'] })
  const [number, ended] = [await openTicket(requester), await openTicket(requester)]
  await here.post(`/tickets/${number}/messages`, { body: 'Which network?' })
  await here.post(`/tickets/${number}/messages`, { body: 'A note.', audience: 'staff' })
  await requester.post(`/tickets/${number}/messages`, { body: 'TRON it was.' })
  await requester.patch(`/tickets/${ended}`, { state: 'closed' })
  await forum.settle()
  await connect()
  await forum.settle()
  const ofThese = () => heard().filter(({ data }) => [number, ended].includes(data.number))
  expect(ofThese().map(({ type, data }) => [type, data.message.body])).toEqual([
    ['ticket.opened', opening.body],
    ['ticket.asked', 'TRON it was.']
  ])
  const { id } = await receiver()
  await admin.patch(`/webhooks/${id}`, named({ enabled: false }))
  await requester.post(`/tickets/${number}/messages`, { body: 'Meanwhile.' })
  await forum.settle()
  await admin.patch(`/webhooks/${id}`, named({ enabled: true }))
  await forum.settle()
  expect(
    ofThese()
      .map(({ data }) => data.message.body)
      .slice(2)
  ).toEqual(['Meanwhile.'])
})

test('what waited for a desk that is removed or switched off rings for the people here, and admins hear of it', async () => {
  const here = await forum.user({ role: 'staff', capabilities: ['desk'] })
  const acts = [
    (id: number) => admin.delete(`/webhooks/${id}`),
    (id: number) => admin.patch(`/webhooks/${id}`, named({ enabled: false }))
  ]
  for (const [index, act] of acts.entries()) {
    desk.status = 503
    await openTicket(requester)
    await forum.settle()
    expect(await toldOf(here)).toHaveLength(index)
    expect((await act((await receiver()).id)).status).toBe(204)
    await forum.settle()
    expect(await toldOf(here)).toHaveLength(index + 1)
    expect(await toldOf(admin)).toContain('desk_undelivered')
    await forum.connection.db.delete(webhooks)
    await forum.connection.db.update(tickets).set({ state: 'closed' })
    await connect()
    await forum.settle()
  }
})

test('a desk that goes with nothing waiting rings for nobody', async () => {
  await openTicket(requester)
  await forum.settle()
  const here = await forum.user({ role: 'staff', capabilities: ['desk'] })
  await admin.delete(`/webhooks/${(await receiver()).id}`)
  await forum.settle()
  expect([await toldOf(here), await toldOf(admin)]).toEqual([[], []])
})

test('what it always refuses ends as a failure that admins hear of and can send again, however late', async () => {
  desk.status = 422
  const number = await openTicket(requester)
  await forum.settle()
  await after(12)
  expect(await toldOf(admin)).toEqual(['desk_undelivered'])
  const attempts = desk.received.length
  await after(40)
  expect(desk.received).toHaveLength(attempts)
  desk.status = 204
  const other = await forum.user({ role: 'admin' })
  const { id } = await receiver(other)
  const [delivery] = (await other.get(`/webhooks/${id}/deliveries`)).body.items
  expect(delivery).toMatchObject({ state: 'failed', status: 422 })
  await other.post(`/webhooks/${id}/deliveries/${delivery.id}/repetition`)
  await forum.settle()
  expect(heard().at(-1)).toMatchObject({ type: 'ticket.opened', data: { number } })
  expect((await receiver(other)).failed).toBe(0)
})

test('a desk that is out for days is waited for, and admins hear of it', async () => {
  desk.status = 404
  const number = await openTicket(requester)
  await forum.settle()
  await after(12)
  expect(await toldOf(admin)).toEqual(['desk_undelivered'])
  desk.received.length = 0
  desk.status = 204
  await after(1)
  expect(heard().map(({ data }) => data.number)).toEqual([number])
})

test('it does not hear of what it did itself, but of what others did', async () => {
  const number = await openTicket(requester)
  await forum.settle()
  desk.received.length = 0
  await say({ type: 'desk.changed', data: { number, state: 'waiting_on_requester' } as object })
  await forum.settle()
  expect(heard()).toEqual([])
  await requester.patch(`/tickets/${number}`, { state: 'closed' })
  await forum.settle()
  expect(heard().map(({ type, data }) => [type, data.state])).toEqual([
    ['ticket.changed', 'closed']
  ])
})

test('a ticket that moves to another topic is told to whoever answers it then', async () => {
  await forum.connection.db.delete(webhooks)
  agent = await forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: ['api'] })
  secret = (await connect()).body.secret
  await forum.settle()
  desk.received.length = 0
  const here = await forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: ['trading'] })
  const number = await openTicket(requester, { topic: 'trading' })
  await forum.settle()
  await here.patch(`/tickets/${number}`, { topic: 'api' })
  await forum.settle()
  expect(heard().map(({ type, data }) => [type, data.number])).toEqual([['ticket.opened', number]])
  await say({ type: 'desk.changed', data: { number, topic: 'trading' } as object })
  await forum.settle()
  expect(await toldOf(here)).toEqual(['desk', 'desk'])
})

test('what its agent may not answer any more, though it waited, rings for the people here', async () => {
  desk.status = 503
  await openTicket(requester)
  await forum.settle()
  const here = await forum.user({ role: 'staff', capabilities: ['desk'] })
  await forum.connection.db.update(users).set({ role: 'member' }).where(eq(users.id, agent.id))
  desk.status = 204
  await comeBack()
  expect(await toldOf(here)).toEqual(['desk'])
})
