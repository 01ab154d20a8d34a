import { securityEvents } from '@stoa/accounts/schema'
import { seal } from '@stoa/accounts/secrets'
import { ticketFacts, tickets } from '@stoa/tickets/schema'
import { and, desc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { columnsWith } from '../matrix/traces.ts'
import { makeAccount, signedIn } from '../accounts/browser.ts'
import { waitForErasing } from '../accounts/undo-links.ts'
import { agent, openTicket } from './opening.ts'

const forum = startForum()
const facts = { transaction_id: 'TXID-9f31c77e0b', network: 'Tron' }

async function setUp() {
  const [requester, desk] = [await forum.user(), await agent(forum)]
  const path = `/tickets/${await openTicket(requester)}`
  return { requester, desk, path }
}

const values = (body: { items: { key: string; value: string | null }[] }) =>
  Object.fromEntries(body.items.flatMap(({ key, value }) => (value ? [[key, value]] : [])))

test('requesters enter facts one by one and see what is missing; the desk reads them', async () => {
  const { requester, desk, path } = await setUp()
  expect((await requester.get(`${path}/facts`)).body.missing).toBe(3)
  await requester.put(`${path}/facts`, { facts: { network: 'Tron' } })
  await requester.put(`${path}/facts`, { facts: { transaction_id: facts.transaction_id } })
  const { body } = await desk.get(`${path}/facts`)
  expect([values(body), body.missing]).toEqual([facts, 1])
  await requester.put(`${path}/facts`, { facts: { network: '' } })
  expect((await requester.get(`${path}/facts`)).body.missing).toBe(2)
})

test('only the requester enters facts, and strangers get 404', async () => {
  const { desk, path } = await setUp()
  const stranger = await forum.user()
  for (const client of [desk, stranger])
    expect((await client.put(`${path}/facts`, { facts })).status).toBe(404)
  expect((await stranger.get(`${path}/facts`)).status).toBe(404)
})

test('invalid or unknown facts are refused by name', async () => {
  const { requester, path } = await setUp()
  const wrong = { transaction_id: 'no spaces, please', happened_at: 'yesterday', steps: 'Paid.' }
  const { status, body } = await requester.put(`${path}/facts`, { facts: wrong })
  const paths = body.errors.map((error: { path: string }) => error.path)
  expect([status, paths.sort()]).toEqual([
    422,
    ['facts.happened_at', 'facts.steps', 'facts.transaction_id']
  ])
  expect((await requester.get(`${path}/facts`)).body.missing).toBe(3)
})

test('a refused fact names the expected format, and invalid days are refused', async () => {
  const requester = await forum.user()
  const path = `/tickets/${await openTicket(requester)}/facts`
  const saysOf = async (facts: object) => (await requester.put(path, { facts })).body.errors[0]
  expect((await saysOf({ order_id: 'a b' })).message).toMatch(/^Only the ID/)
  for (const happened_at of ['yesterday', '2026-02-30T10:00', '2026-11-25T24:61'])
    expect((await saysOf({ happened_at })).message).toMatch(/^Date and time/)
})

test.each([
  ['2026-11-28T21:30[Asia/Shanghai]', '2026-11-28T13:30Z'],
  ['2026-11-28T21:30:05+08:00', '2026-11-28T13:30Z'],
  ['2026-11-28T13:30', '2026-11-28T13:30Z']
])('the time %s is answered as its minute in UTC, %s', async (happened_at, minute) => {
  const { requester, desk, path } = await setUp()
  await requester.put(`${path}/facts`, { facts: { happened_at } })
  expect(values((await desk.get(`${path}/facts`)).body)).toEqual({ happened_at: minute })
})

test('a time that was stored without a zone is one in UTC', async () => {
  const { requester, path } = await setUp()
  await requester.put(`${path}/facts`, { facts: { happened_at: '2026-11-28T13:30' } })
  const { db } = forum.connection
  const [{ id = 0 } = {}] = await db.select().from(tickets).orderBy(desc(tickets.id)).limit(1)
  const owner = `ticket:${id}:happened_at`
  const sealed = seal(forum.ports, 'ticket facts', owner, '2026-11-28T14:30')
  await db.update(ticketFacts).set({ sealed }).where(eq(ticketFacts.ticketId, id))
  const { body } = await requester.get(`${path}/facts`)
  expect(values(body)).toEqual({ happened_at: '2026-11-28T14:30Z' })
})

test('facts are encrypted; access by the desk needs a fresh sign-in and is recorded', async () => {
  const { requester, desk, path } = await setUp()
  await requester.put(`${path}/facts`, { facts })
  expect(await columnsWith(forum, [facts.transaction_id])).toEqual([])
  await desk.get(`${path}/facts`)
  const looks = await forum.connection.db
    .select()
    .from(securityEvents)
    .where(and(eq(securityEvents.actorId, desk.id), eq(securityEvents.kind, 'look.facts')))
  expect(looks).toHaveLength(1)
  forum.advance(11 * 60_000)
  const { body } = await desk.get(`${path}/facts`)
  expect(body.code).toBe('fresh_authentication_required')
  expect((await requester.get(`${path}/facts`)).status).toBe(200)
})

test('facts stay visible after the topic changes and can be deleted', async () => {
  const { requester, desk, path } = await setUp()
  await requester.put(`${path}/facts`, { facts })
  await desk.patch(path, { topic: 'security' })
  const { body } = await desk.get(`${path}/facts`)
  expect([values(body), body.missing]).toEqual([facts, 2])
  await requester.put(`${path}/facts`, { facts: { network: '' } })
  const given = values((await requester.get(`${path}/facts`)).body)
  expect(given).toEqual({ transaction_id: facts.transaction_id })
  const { status } = await requester.put(`${path}/facts`, { facts: { network: 'Tron' } })
  expect(status).toBe(422)
})

test('facts, messages and files are erased with the account', async () => {
  const account = await makeAccount(forum)
  const browser = await signedIn(forum, account.username)
  const { body } = await browser.post('/tickets', {
    topic: 'deposit_withdrawal',
    subject: 'Where is my quicksilver',
    body: 'The quicksilver is gone.'
  })
  await browser.put(`/tickets/${body.number}/facts`, { facts })
  const tagging = await agent(forum)
  await tagging.patch(`/tickets/${body.number}`, { addTags: ['quicksilver', 'gone'] })
  await tagging.patch(`/tickets/${body.number}`, { removeTags: ['quicksilver'] })
  await browser.post('/me/closing')
  await waitForErasing(forum)
  await forum.settle()
  expect(await columnsWith(forum, ['quicksilver'])).toEqual([])
  const desk = await agent(forum)
  expect((await desk.get(`/tickets/${body.number}/facts`)).body.missing).toBe(3)
})
