import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { events } from '@stoa/core/schema'
import { createForum, type Forum } from '../../src/forum.ts'
import { startForum, type Client } from '../forum.ts'
import { closeStreams, openStream, settled, until } from '../notifications/stream.ts'
import { agent, openTicket, sendAnswers } from './opening.ts'

const forum = startForum()
const nodes: Forum[] = []
const addresses: string[] = []

// Two more nodes; they learn of presence through the database.
beforeAll(async () => {
  for (const port of [0, 0]) {
    const node = await createForum({ ...forum.settings, role: 'web' })
    await node.start()
    nodes.push(node)
    addresses.push(await node.app.listen({ port, host: '127.0.0.1' }))
  }
})
afterEach(closeStreams)
afterAll(() => Promise.all(nodes.map((node) => node.stop())))

const listen = (client: Client, topics: string, node = 0) =>
  openStream({ address: addresses[node] ?? '', origin: forum.origin }, client, topics)

/** An agent for the topic `api` only. */
const ofApi = () => forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: ['api'] })

const heartbeat = (client: Client, number: string, writing = false) =>
  client.put(`/tickets/${number}/presence`, { writing })

test('coming, writing and leaving reach the others within a second, on every node', async () => {
  const [one, two] = [await agent(forum), await agent(forum)]
  const number = await openTicket(await forum.user())
  const topic = `ticket:${number}`
  const streams = [await listen(two, topic, 0), await listen(two, topic, 1)]
  const own = await listen(one, topic)
  const heard = async (count: number) => {
    const begun = Date.now()
    await until(() => streams.every(({ messages }) => messages.length === count))
    expect(Date.now() - begun).toBeLessThan(1000)
  }
  await heartbeat(one, number)
  await heard(1)
  await heartbeat(one, number, true)
  await heard(2)
  expect((await one.delete(`/tickets/${number}/presence`)).status).toBe(204)
  await heard(3)
  expect(streams[0]?.messages[0]).toEqual({ topic, version: expect.any(Number) })
  expect([own.messages, streams[0]?.text.includes(one.username)]).toEqual([[], false])
})

test('an unchanged heartbeat is not published, and none is stored as an event', async () => {
  const [one, two] = [await agent(forum), await agent(forum)]
  const number = await openTicket(await forum.user())
  const stream = await listen(two, `ticket:${number}`)
  const kept = await forum.connection.db.$count(events)
  for (let times = 0; times < 5; times += 1) await heartbeat(one, number, true)
  forum.advance(25_000)
  await heartbeat(one, number, true)
  await until(() => stream.messages.length === 2)
  await wait(200)
  expect([stream.messages.length, await forum.connection.db.$count(events)]).toEqual([2, kept])
})

test('only its requester and agents who answer the ticket may listen to it', async () => {
  const requester = await forum.user()
  const number = await openTicket(requester)
  const volunteer = await forum.user({ role: 'volunteer' })
  const people = [forum.guest, await forum.user(), volunteer, await ofApi()]
  const unknown = await listen(await agent(forum), 'ticket:AAAA-BBBB-CCCC')
  const answers = await Promise.all(people.map((one) => listen(one, `ticket:${number}`)))
  expect([unknown, ...answers].map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
  for (const one of [await agent(forum), requester])
    expect((await listen(one, `ticket:${number}`)).status).toBe(200)
})

test('an agent who no longer answers the ticket receives nothing more', async () => {
  const [one, all] = [await agent(forum), await agent(forum)]
  const number = await openTicket(await forum.user(), { topic: 'api' })
  const streams = await Promise.all(
    [await ofApi(), all].map((client) => listen(client, `ticket:${number}`))
  )
  await one.patch(`/tickets/${number}`, { topic: 'trading' })
  await heartbeat(one, number)
  await until(() => (streams[1]?.messages.length ?? 0) > 0)
  await wait(100)
  expect(streams[0]?.messages).toEqual([])
})

test('its requester hears of an answer and a state, of notes and presence nothing', async () => {
  const [requester, one] = [await forum.user(), await agent(forum)]
  const number = await openTicket(requester)
  await settled(forum)
  const stream = await listen(requester, `ticket:${number}`)
  await heartbeat(one, number, true)
  await one.post(`/tickets/${number}/messages`, { body: 'A note.', audience: 'staff' })
  await one.patch(`/tickets/${number}`, { priority: 'high' })
  await one.post(`/tickets/${number}/messages`, { body: 'It is credited now.' })
  await wait(300)
  expect(stream.messages).toEqual([])
  await sendAnswers(forum)
  await until(() => stream.messages.length === 1)
  await one.patch(`/tickets/${number}`, { state: 'waiting_on_requester' })
  await until(() => stream.messages.length === 2)
  expect(stream.messages[0]).toEqual({ topic: `ticket:${number}`, version: expect.any(Number) })
  expect(stream.text).not.toContain('credited')
})
