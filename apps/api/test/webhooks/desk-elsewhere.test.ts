import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { users } from '@stoa/accounts/schema'
import { announceAnswers } from '@stoa/tickets'
import { deleteOldDeliveries, wakeReceivers } from '@stoa/webhooks'
import { webhooks } from '@stoa/webhooks/schema'
import { startForum } from '../forum.ts'
import { openTicket, opening } from '../tickets/opening.ts'
import { startDesk } from './elsewhere.ts'

const forum = startForum({ loopback: true })
const desk = startDesk(forum)
const hour = 3600_000

const answered = (number: string, body = 'Which network was it?') => ({
  type: 'desk.answered',
  data: { number, body }
})

test('an external help desk gets tickets instead of the agents, but no facts', async () => {
  const number = await openTicket(desk.requester)
  await desk.requester.put(`/tickets/${number}/facts`, {
    facts: { transaction_id: 'TX998877665544' }
  })
  await desk.requester.post(`/tickets/${number}/messages`, { body: 'It is urgent.' })
  await forum.settle()
  expect(desk.heard().map(({ type }) => type)).toEqual(['ticket.opened', 'ticket.asked'])
  const [first, second] = desk.heard().map(({ data }) => data)
  expect(first).toMatchObject({ number, state: 'new', requester: desk.requester.username })
  expect(first.message.body).toBe(opening.body)
  expect(second.message.body).toBe('It is urgent.')
  expect(JSON.stringify(desk.heard())).not.toContain('TX998877665544')
  expect((await desk.agent.get('/notifications')).body.items).toEqual([])
})

test('its answers, changes and resolutions are the agent’s', async () => {
  const number = await openTicket(desk.requester)
  expect((await desk.say(answered(number))).status).toBe(204)
  const change = { number, priority: 'high', state: 'waiting_on_requester' }
  expect((await desk.say({ type: 'desk.changed', data: change })).status).toBe(204)
  const seen = (await desk.agent.get(`/tickets/${number}`)).body
  expect(seen).toMatchObject({ state: 'waiting_on_requester', priority: 'high' })
  expect(seen.messages[1].author.username).toBe(desk.agent.username)
  const end = { number, summary: 'Credited.' }
  expect((await desk.say({ type: 'desk.resolved', data: end })).status).toBe(204)
  expect((await desk.requester.get(`/tickets/${number}`)).body.state).toBe('resolved')
})

test('its answers are visible at once, in order, and notify once', async () => {
  const number = await openTicket(desk.requester)
  await desk.say(answered(number))
  await forum.settle()
  await desk.say({ type: 'desk.changed', data: { number, state: 'waiting_on_requester' } })
  const seen = (await desk.requester.get(`/tickets/${number}`)).body
  expect(seen.messages.at(-1).html).toContain('Which network was it?')
  for (let round = 0; round < 2; round += 1) await announceAnswers(forum.context())
  await forum.settle()
  const kinds = (await desk.requester.get('/notifications')).body.items.map(
    ({ kind }: { kind: string }) => kind
  )
  expect(kinds.sort()).toEqual(['ticket', 'ticket_changed'])
  const own = (await desk.agent.get(`/tickets/${number}`)).body.messages.at(-1)
  expect(own.canRecall).toBe(false)
})

test('a repeated message is ignored, even ten in parallel', async () => {
  const number = await openTicket(desk.requester)
  const id = randomUUID()
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => desk.say(answered(number), { id }))
  )
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(204))
  expect((await desk.agent.get(`/tickets/${number}`)).body.messages).toHaveLength(2)
})

test('a wrong or old signature and a removed desk are refused alike', async () => {
  const number = await openTicket(desk.requester)
  const stranger = desk.say(answered(number), { key: 'whsec_bm90IHRoZSByaWdodCBvbmU=' })
  expect((await stranger).body.code).toBe('signature_invalid')
  const old = await desk.say(answered(number), { at: new Date(Date.now() - hour) })
  expect(old.status).toBe(401)
  expect((await desk.requester.post('/desk/messages', answered(number))).status).toBe(401)
  await forum.connection.db.delete(webhooks)
  expect((await desk.say(answered(number))).status).toBe(401)
})

test('a refused message can be sent again', async () => {
  const number = await openTicket(desk.requester)
  const id = randomUUID()
  const seed =
    'My seed: legal winner thank year wave sausage worth useful legal winner thank yellow'
  expect((await desk.say(answered(number, seed), { id })).body.code).toBe('secret_found')
  expect((await desk.say(answered('AAAA-AAAA-AAAA'), { id })).status).toBe(404)
  expect((await desk.say(answered(number), { id })).status).toBe(204)
})

test('after a month of outage a desk gets every ticket', async () => {
  desk.status = 503
  const number = await openTicket(desk.requester)
  await forum.settle()
  for (let day = 0; day < 40; day += 1) {
    forum.advance(24 * hour)
    await wakeReceivers(forum.context())
    await forum.settle()
    await deleteOldDeliveries(forum.context())
  }
  desk.received.length = 0
  desk.status = 204
  forum.advance(24 * hour)
  await wakeReceivers(forum.context())
  await forum.settle()
  expect(desk.heard().map(({ data }) => data.number)).toContain(number)
})

test('there is one desk, and it acts as an agent', async () => {
  expect((await desk.connect()).body.code).toBe('webhooks_desk_exists')
  const asNobody = { name: 'Desk', url: 'https://desk.example/', agent: desk.requester.username }
  const refused = await desk.admin.post('/webhooks', asNobody)
  expect(refused.body.errors).toMatchObject([{ path: 'agent' }])
  const forAll = { name: 'Page', url: 'https://page.example/', events: ['ticket.opened'] }
  expect((await desk.admin.post('/webhooks', forAll)).status).toBe(422)
})

test('tickets that its agent may not answer are not sent, and notify agents here', async () => {
  await forum.connection.db.delete(webhooks)
  desk.agent = await forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: ['api'] })
  await desk.connect()
  const here = await forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: ['trading'] })
  await openTicket(desk.requester, { topic: 'trading' })
  await openTicket(desk.requester, { topic: 'api' })
  await forum.settle()
  expect(desk.heard().map(({ data }) => data.topic)).toEqual(['api'])
  expect((await here.get('/notifications')).body.items).toHaveLength(1)
})

test('a former agent gets no tickets, even waiting ones', async () => {
  desk.status = 503
  await openTicket(desk.requester)
  await forum.settle()
  const here = await forum.user({ role: 'staff', capabilities: ['desk'] })
  await forum.connection.db.update(users).set({ role: 'member' }).where(eq(users.id, desk.agent.id))
  await openTicket(desk.requester)
  await forum.settle()
  expect((await here.get('/notifications')).body.items).toHaveLength(1)
  desk.received.length = 0
  desk.status = 204
  await desk.comeBack()
  expect(desk.heard()).toEqual([])
})

test('messages for a desk are not sent to a receiver that no longer is one', async () => {
  desk.status = 503
  await openTicket(desk.requester)
  await forum.settle()
  const [{ id }] = (await desk.admin.get('/webhooks')).body.items
  const page = { name: 'Page', url: `${desk.origin}/in`, events: ['announcement.published'] }
  expect((await desk.admin.patch(`/webhooks/${id}`, page)).status).toBe(204)
  desk.received.length = 0
  desk.status = 204
  await desk.comeBack()
  expect(desk.heard()).toEqual([])
})

test('messages of a ticket keep their order, and hold up no other ticket', async () => {
  desk.status = 503
  const number = await openTicket(desk.requester)
  await forum.settle()
  desk.received.length = 0
  desk.status = 204
  await desk.requester.post(`/tickets/${number}/messages`, { body: 'It is urgent.' })
  const other = await openTicket(desk.requester)
  await forum.settle()
  expect(desk.heard().map(({ data }) => data.number)).toEqual([other])
  await desk.comeBack()
  const ofFirst = desk.heard().filter(({ data }) => data.number === number)
  expect(ofFirst.map(({ type }) => type)).toEqual(['ticket.opened', 'ticket.asked'])
})
