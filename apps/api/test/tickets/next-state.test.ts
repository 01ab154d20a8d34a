import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { tickets } from '@stoa/tickets/schema'
import { startForum, type Client } from '../forum.ts'
import { agent, openTicket, sendAnswers } from './opening.ts'

const forum = startForum()

async function setUp() {
  const requester = await forum.user()
  const desk = await agent(forum)
  const path = `/tickets/${await openTicket(requester)}`
  const stateFor = async (client: Client) => (await client.get(path)).body.state
  const answer = (values: object) => desk.post(`${path}/messages`, { body: 'Which?', ...values })
  return { requester, desk, path, stateFor, answer }
}

test('an answer sets the status that it names, once it is delivered', async () => {
  const { requester, desk, path, stateFor, answer } = await setUp()
  const { id } = (await answer({ state: 'waiting_on_requester' })).body
  const shown = (await desk.get(path)).body.messages.at(-1)
  expect([shown.id, shown.nextState]).toEqual([id, 'waiting_on_requester'])
  expect(await stateFor(desk)).toBe('new')
  await sendAnswers(forum)
  expect(await stateFor(requester)).toBe('waiting_on_requester')
  expect((await desk.get(path)).body.messages.at(-1).nextState).toBeNull()
})

test('a recalled answer sets no status', async () => {
  const { desk, path, stateFor, answer } = await setUp()
  const { id } = (await answer({ state: 'waiting_on_third_party' })).body
  await desk.delete(`${path}/messages/${id}`)
  await sendAnswers(forum)
  expect(await stateFor(desk)).toBe('new')
})

test('a ticket does not wait for a requester who wrote before the answer arrived', async () => {
  const { requester, desk, path, stateFor, answer } = await setUp()
  await answer({ state: 'waiting_on_requester' })
  await requester.post(`${path}/messages`, { body: 'The slow network.' })
  await sendAnswers(forum)
  expect(await stateFor(desk)).toBe('open')
})

test('a ticket that was closed meanwhile stays closed', async () => {
  const { desk, path, stateFor, answer } = await setUp()
  await answer({ state: 'waiting_on_requester' })
  await desk.patch(path, { state: 'closed' })
  await sendAnswers(forum)
  expect(await stateFor(desk)).toBe('closed')
})

test('an answer sent before a merge sets no status of the other ticket', async () => {
  const { requester, desk, path, answer } = await setUp()
  const into = await openTicket(requester)
  await answer({ state: 'waiting_on_requester' })
  expect((await desk.post(`${path}/merge`, { into })).status).toBe(204)
  await sendAnswers(forum)
  expect((await desk.get(`/tickets/${into}`)).body.state).toBe('open')
})

test('a status that a colleague set meanwhile stays', async () => {
  const { desk, path, stateFor, answer } = await setUp()
  await answer({ state: 'waiting_on_requester' })
  const colleague = await agent(forum)
  await colleague.patch(path, { state: 'waiting_on_third_party' })
  expect((await desk.get(path)).body.messages.at(-1).nextState).toBeNull()
  await sendAnswers(forum)
  expect(await stateFor(desk)).toBe('waiting_on_third_party')
})

test('a ticket stays snoozed when the status of an answer is set', async () => {
  const { desk, path, answer } = await setUp()
  await answer({ state: 'waiting_on_requester' })
  const until = new Date(Date.parse(forum.context().now) + 86_400_000).toISOString()
  expect((await desk.patch(path, { snoozedUntil: until })).status).toBe(200)
  await sendAnswers(forum)
  const { body } = await desk.get(path)
  expect(body.state).toBe('waiting_on_requester')
  expect(Date.parse(body.snoozedUntil)).toBe(Date.parse(until))
})

test('an answer with a status notifies once', async () => {
  const { requester, desk, path, answer } = await setUp()
  const kinds = async () =>
    (await requester.get('/notifications')).body.items.map(({ kind }: { kind: string }) => kind)
  await answer({ state: 'waiting_on_requester' })
  await sendAnswers(forum)
  await forum.settle()
  expect(await kinds()).toEqual(['ticket'])
  await desk.patch(path, { state: 'waiting_on_third_party' })
  await forum.settle()
  expect(await kinds()).toContain('ticket_changed')
})

test('facts given before the answer arrived are a reply, repeated ones are none', async () => {
  const stateAfter = async (earlier: object, facts: object) => {
    const { requester, desk, path, stateFor, answer } = await setUp()
    await requester.put(`${path}/facts`, { facts: earlier })
    await answer({ state: 'waiting_on_requester' })
    forum.advance(1000)
    expect((await requester.put(`${path}/facts`, { facts })).status).toBeLessThan(300)
    await sendAnswers(forum)
    return stateFor(desk)
  }
  expect(await stateAfter({}, { network: 'Tron' })).toBe('open')
  expect(await stateAfter({ network: 'Tron' }, { network: 'Tron' })).toBe('waiting_on_requester')
})

test('a ticket waits for a third party although its requester wrote meanwhile', async () => {
  const { requester, desk, path, stateFor, answer } = await setUp()
  await answer({ state: 'waiting_on_third_party' })
  await requester.post(`${path}/messages`, { body: 'The slow network.' })
  await sendAnswers(forum)
  expect(await stateFor(desk)).toBe('waiting_on_third_party')
})

test('requesters and notes set no status with a message', async () => {
  const { requester, path, answer } = await setUp()
  const state = 'waiting_on_third_party'
  const own = await requester.post(`${path}/messages`, { body: 'And?', state })
  const note = await answer({ state, audience: 'staff' })
  expect([own.status, note.status]).toEqual([422, 422])
  expect((await answer({ state: 'closed' })).status).toBe(422)
})

test('who resolves a ticket reads first what a colleague wrote meanwhile', async () => {
  const { desk, path, stateFor, answer } = await setUp()
  const lastSeen = (await desk.get(path)).body.messages.at(-1).id
  const colleague = await agent(forum)
  await colleague.post(`${path}/messages`, { body: 'It is fraud.', audience: 'staff' })
  const refused = await desk.post(`${path}/resolution`, { summary: 'Credited.', lastSeen })
  expect([refused.status, refused.body.code]).toEqual([409, 'ticket_has_news'])
  expect(await stateFor(desk)).toBe('new')
  const { messages } = (await desk.get(path)).body
  const again = { summary: 'Credited.', lastSeen: messages.at(-1).id }
  expect((await desk.post(`${path}/resolution`, again)).status).toBe(204)
  expect((await answer({})).body.code).toBe('ticket_resolved')
})

test('a resolution is reviewed before its ticket is locked', async () => {
  const { desk, path } = await setUp()
  const isThis = eq(tickets.number, path.slice('/tickets/'.length))
  await forum.connection.db.transaction(async (tx) => {
    await tx.select().from(tickets).where(isThis).for('update')
    const refused = await desk.post(`${path}/resolution`, { summary: 'Sent to {{address}}.' })
    expect([refused.status, refused.body.code]).toEqual([422, 'blank_left'])
  })
})
