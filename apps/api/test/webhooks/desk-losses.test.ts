import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { users } from '@stoa/accounts/schema'
import { notifications } from '@stoa/notifications/schema'
import { announceAnswers } from '@stoa/tickets'
import { tickets } from '@stoa/tickets/schema'
import { deleteOldDeliveries, wakeReceivers } from '@stoa/webhooks'
import { webhooks } from '@stoa/webhooks/schema'
import { startForum, type Client } from '../forum.ts'
import { openTicket, opening } from '../tickets/opening.ts'
import { startDesk } from './elsewhere.ts'

const forum = startForum({ loopback: true })
const desk = startDesk(forum)
const hour = 3600_000

const after = async (days: number) => {
  for (let day = 0; day < days; day += 1) {
    forum.advance(24 * hour)
    await wakeReceivers(forum.context())
    await forum.settle()
    await deleteOldDeliveries(forum.context())
  }
}

/**
 * The kinds of notifications of a user, read from the database because sessions expire while the
 * clock moves.
 */
async function notifiedReadersOf({ id }: Client) {
  const { userId, kind } = notifications
  const rows = await forum.connection.db.select({ kind }).from(notifications).where(eq(userId, id))
  return rows.map((row) => row.kind)
}

const receiver = async (client = desk.admin) => (await client.get('/webhooks')).body.items[0]

const named = (values: object = {}) => ({
  ...{ name: 'Desk', url: `${desk.origin}/in`, agent: desk.agent.username, ...values }
})

test('a new desk gets the open tickets, and each message once', async () => {
  await forum.connection.db.delete(webhooks)
  const here = await forum.user({ role: 'staff', capabilities: ['desk'] })
  const [number, ended] = [await openTicket(desk.requester), await openTicket(desk.requester)]
  await here.post(`/tickets/${number}/messages`, { body: 'Which network?' })
  await here.post(`/tickets/${number}/messages`, { body: 'A note.', audience: 'staff' })
  await desk.requester.post(`/tickets/${number}/messages`, { body: 'TRON it was.' })
  await desk.requester.patch(`/tickets/${ended}`, { state: 'closed' })
  await forum.settle()
  await desk.connect()
  await forum.settle()
  const ofThese = () => desk.heard().filter(({ data }) => [number, ended].includes(data.number))
  expect(ofThese().map(({ type, data }) => [type, data.message.body])).toEqual([
    ['ticket.opened', opening.body],
    ['ticket.asked', 'TRON it was.']
  ])
  const { id } = await receiver()
  await desk.admin.patch(`/webhooks/${id}`, named({ enabled: false }))
  await desk.requester.post(`/tickets/${number}/messages`, { body: 'Meanwhile.' })
  await forum.settle()
  await desk.admin.patch(`/webhooks/${id}`, named({ enabled: true }))
  await forum.settle()
  expect(
    ofThese()
      .map(({ data }) => data.message.body)
      .slice(2)
  ).toEqual(['Meanwhile.'])
})

test('messages waiting for a removed or disabled desk notify agents and admins', async () => {
  const here = await forum.user({ role: 'staff', capabilities: ['desk'] })
  const acts = [
    (id: number) => desk.admin.delete(`/webhooks/${id}`),
    (id: number) => desk.admin.patch(`/webhooks/${id}`, named({ enabled: false }))
  ]
  for (const [index, act] of acts.entries()) {
    desk.status = 503
    await openTicket(desk.requester)
    await forum.settle()
    expect(await notifiedReadersOf(here)).toHaveLength(index)
    expect((await act((await receiver()).id)).status).toBe(204)
    await forum.settle()
    expect(await notifiedReadersOf(here)).toHaveLength(index + 1)
    expect(await notifiedReadersOf(desk.admin)).toContain('desk_undelivered')
    await forum.connection.db.delete(webhooks)
    await forum.connection.db.update(tickets).set({ state: 'closed' })
    await desk.connect()
    await forum.settle()
  }
})

test('removing a desk without waiting messages notifies nobody', async () => {
  await openTicket(desk.requester)
  await forum.settle()
  const here = await forum.user({ role: 'staff', capabilities: ['desk'] })
  await desk.admin.delete(`/webhooks/${(await receiver()).id}`)
  await forum.settle()
  expect([await notifiedReadersOf(here), await notifiedReadersOf(desk.admin)]).toEqual([[], []])
})

test('a refused message fails, notifies admins, and can be sent again later', async () => {
  desk.status = 422
  const number = await openTicket(desk.requester)
  await forum.settle()
  await after(12)
  // Admins answer tickets too.
  expect((await notifiedReadersOf(desk.admin)).sort()).toEqual(['desk', 'desk_undelivered'])
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
  expect(desk.heard().at(-1)).toMatchObject({ type: 'ticket.opened', data: { number } })
  expect((await receiver(other)).failed).toBe(0)
})

test('messages wait for a desk that is out for days, and admins are notified', async () => {
  desk.status = 404
  const number = await openTicket(desk.requester)
  await forum.settle()
  await after(12)
  expect((await notifiedReadersOf(desk.admin)).sort()).toEqual(['desk', 'desk_undelivered'])
  desk.received.length = 0
  desk.status = 204
  await after(1)
  expect(desk.heard().map(({ data }) => data.number)).toEqual([number])
})

test('a desk gets no events of its own acts, only those of others', async () => {
  const number = await openTicket(desk.requester)
  await forum.settle()
  desk.received.length = 0
  await desk.say({ type: 'desk.changed', data: { number, state: 'waiting_on_requester' } })
  await forum.settle()
  expect(desk.heard()).toEqual([])
  await desk.requester.patch(`/tickets/${number}`, { state: 'closed' })
  await forum.settle()
  expect(desk.heard().map(({ type, data }) => [type, data.state])).toEqual([
    ['ticket.changed', 'closed']
  ])
})

test('a desk gets answers of agents here once they are final, and no notes', async () => {
  const number = await openTicket(desk.requester)
  await forum.settle()
  desk.received.length = 0
  const here = await forum.user({ role: 'staff', capabilities: ['desk'] })
  await here.post(`/tickets/${number}/messages`, { body: 'A note.', audience: 'staff' })
  await here.post(`/tickets/${number}/messages`, { body: 'Our bank has it.' })
  await desk.say({ type: 'desk.answered', data: { number, body: 'From elsewhere.' } })
  await forum.settle()
  const answers = () =>
    desk
      .heard()
      .filter(({ type, data }) => type === 'ticket.answered' && data.number === number)
      .map(({ data }) => data.message.body)
  expect(answers()).toEqual([])
  forum.advance(11_000)
  await announceAnswers(forum.context())
  await forum.settle()
  expect(answers()).toEqual(['Our bank has it.'])
})

test('a ticket with a new topic notifies its new agents', async () => {
  await forum.connection.db.delete(webhooks)
  desk.agent = await forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: ['api'] })
  desk.secret = (await desk.connect()).body.secret
  await forum.settle()
  desk.received.length = 0
  const here = await forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: ['trading'] })
  const number = await openTicket(desk.requester, { topic: 'trading' })
  await forum.settle()
  await here.patch(`/tickets/${number}`, { topic: 'api' })
  await forum.settle()
  expect(desk.heard().map(({ type, data }) => [type, data.number])).toEqual([
    ['ticket.opened', number]
  ])
  await desk.say({ type: 'desk.changed', data: { number, topic: 'trading' } })
  await forum.settle()
  expect(await notifiedReadersOf(here)).toEqual(['desk', 'desk'])
})

test('waiting tickets that its agent may no longer answer notify agents here', async () => {
  desk.status = 503
  await openTicket(desk.requester)
  await forum.settle()
  const here = await forum.user({ role: 'staff', capabilities: ['desk'] })
  await forum.connection.db.update(users).set({ role: 'member' }).where(eq(users.id, desk.agent.id))
  desk.status = 204
  await desk.comeBack()
  expect(await notifiedReadersOf(here)).toEqual(['desk'])
})

test('a desk gets messages of a merged ticket under the number of the target', async () => {
  const here = await forum.user({ role: 'staff', capabilities: ['desk'] })
  const [number, into] = [await openTicket(desk.requester), await openTicket(desk.requester)]
  await forum.settle()
  desk.received.length = 0
  expect((await here.post(`/tickets/${number}/merge`, { into })).status).toBe(204)
  await forum.settle()
  const ofTarget = desk.heard().filter(({ data }) => data.number === into)
  expect(ofTarget.map(({ type, data }) => [type, data.message.body])).toEqual([
    ['ticket.asked', opening.body]
  ])
})

/** The tickets whose messages are sent by the next retry. */
const tried = async (milliseconds: number) => {
  desk.received.length = 0
  forum.advance(milliseconds)
  await wakeReceivers(forum.context())
  await forum.settle()
  return desk.heard().map(({ data }) => data.number)
}

test('after three days of outage agents here are notified, of new tickets at once', async () => {
  const here = await forum.user({ role: 'staff', capabilities: ['desk'] })
  desk.status = 500
  const numbers = [await openTicket(desk.requester), await openTicket(desk.requester)]
  await forum.settle()
  expect(await notifiedReadersOf(here)).toEqual([])
  await after(24)
  expect(await notifiedReadersOf(here)).toEqual(['desk', 'desk'])
  const ofAdmin = await notifiedReadersOf(desk.admin)
  expect(ofAdmin.filter((kind) => kind === 'desk_undelivered')).toHaveLength(1)
  const later = await openTicket(await forum.user())
  await forum.settle()
  expect(await notifiedReadersOf(here)).toEqual(['desk', 'desk', 'desk'])
  desk.status = 204
  expect((await tried(24 * hour)).sort()).toEqual([...numbers, later].sort())
  const [{ waiting }] = (await (await forum.user({ role: 'admin' })).get('/webhooks')).body.items
  expect(waiting).toBe(0)
  await openTicket(await forum.user())
  await forum.settle()
  expect(await notifiedReadersOf(here)).toHaveLength(3)
})

test.each([
  [503, 'gets at once what waited'],
  [422, 'waits on for what it refused as such']
])('a desk that answered %i, and takes a test message again, %s', async (status) => {
  desk.status = status
  const waiting = [await openTicket(desk.requester), await openTicket(desk.requester)]
  await forum.settle()
  await after(4)
  desk.status = 204
  desk.received.length = 0
  const admin = await forum.user({ role: 'admin' })
  const { id } = await receiver(admin)
  expect((await admin.post(`/webhooks/${id}/tests`)).body.state).toBe('delivered')
  await forum.settle()
  const heard = desk.heard().flatMap(({ data }) => data.number ?? [])
  expect(heard.sort()).toEqual(status === 503 ? waiting.sort() : [])
  expect(await tried(24 * hour)).toEqual(status === 503 ? [] : waiting)
})

test('removing a desk notifies all agents of messages waiting in answered tickets', async () => {
  const here = await forum.user({ role: 'staff', capabilities: ['desk'] })
  const number = await openTicket(desk.requester)
  await forum.settle()
  await desk.say({ type: 'desk.answered', data: { number, body: 'Which network?' } })
  desk.status = 503
  await desk.requester.post(`/tickets/${number}/messages`, { body: 'TRON it was.' })
  await forum.settle()
  await desk.admin.delete(`/webhooks/${(await receiver()).id}`)
  await forum.settle()
  expect(await notifiedReadersOf(here)).toEqual(['desk'])
})

test('a successful test message sends all waiting ones, even after a recent success', async () => {
  desk.status = 503
  const number = await openTicket(desk.requester)
  await forum.settle()
  await after(4)
  const admin = await forum.user({ role: 'admin' })
  const { id } = await receiver(admin)
  const testIt = async () => (await admin.post(`/webhooks/${id}/tests`)).body.state
  desk.status = 204
  expect(await testIt()).toBe('delivered')
  desk.status = 503
  await forum.settle()
  desk.status = 204
  desk.received.length = 0
  expect(await testIt()).toBe('delivered')
  await forum.settle()
  expect(desk.heard().flatMap(({ data }) => data.number ?? [])).toEqual([number])
})
