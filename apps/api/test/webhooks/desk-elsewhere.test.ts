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

test('a desk elsewhere is told of a ticket in place of the people here, but of no fact', async () => {
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

test('what it answers, changes and resolves is the agent’s word and act', async () => {
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

test('what it answers is there at once, before what it changes next, and is told once', async () => {
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

test('a message that comes again does nothing, ten at once neither', async () => {
  const number = await openTicket(desk.requester)
  const id = randomUUID()
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => desk.say(answered(number), { id }))
  )
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(204))
  expect((await desk.agent.get(`/tickets/${number}`)).body.messages).toHaveLength(2)
})

test('another signature, an old one and a desk that is gone are refused alike', async () => {
  const number = await openTicket(desk.requester)
  const stranger = desk.say(answered(number), { key: 'whsec_bm90IHRoZSByaWdodCBvbmU=' })
  expect((await stranger).body.code).toBe('signature_invalid')
  const old = await desk.say(answered(number), { at: new Date(Date.now() - hour) })
  expect(old.status).toBe(401)
  expect((await desk.requester.post('/desk/messages', answered(number))).status).toBe(401)
  await forum.connection.db.delete(webhooks)
  expect((await desk.say(answered(number))).status).toBe(401)
})

test('what was refused is not taken for done: it can come again', async () => {
  const number = await openTicket(desk.requester)
  const id = randomUUID()
  const seed =
    'My seed: legal winner thank year wave sausage worth useful legal winner thank yellow'
  expect((await desk.say(answered(number, seed), { id })).body.code).toBe('secret_found')
  expect((await desk.say(answered('AAAA-AAAA-AAAA'), { id })).status).toBe(404)
  expect((await desk.say(answered(number), { id })).status).toBe(204)
})

test('a desk that is out for a month hears of every ticket in the end', async () => {
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

test('there is one desk, and it speaks as somebody who answers tickets', async () => {
  expect((await desk.connect()).body.code).toBe('webhooks_desk_exists')
  const asNobody = { name: 'Desk', url: 'https://desk.example/', agent: desk.requester.username }
  const refused = await desk.admin.post('/webhooks', asNobody)
  expect(refused.body.errors).toMatchObject([{ path: 'agent' }])
  const forAll = { name: 'Page', url: 'https://page.example/', events: ['ticket.opened'] }
  expect((await desk.admin.post('/webhooks', forAll)).status).toBe(422)
})

test('tickets that its agent does not answer leave with nothing, and ring for the people here', async () => {
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

test('an agent who answers no tickets any more is told of none, whatever waited', async () => {
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

test('what waits for a desk is not for the receiver that is none any more', async () => {
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

test('what was asked in a ticket comes after its opening, and holds up no other ticket', async () => {
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
