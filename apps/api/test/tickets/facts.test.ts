import { securityEvents } from '@stoa/accounts/schema'
import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { columnsWith } from '../matrix/traces.ts'
import { makeAccount, password, signedIn } from '../accounts/browser.ts'
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

test('the requester enters facts one by one and sees what is missing; the desk reads a table', async () => {
  const { requester, desk, path } = await setUp()
  expect((await requester.get(`${path}/facts`)).body.missing).toBe(3)
  await requester.put(`${path}/facts`, { facts: { network: 'Tron' } })
  await requester.put(`${path}/facts`, { facts: { transaction_id: facts.transaction_id } })
  const { body } = await desk.get(`${path}/facts`)
  expect([values(body), body.missing]).toEqual([facts, 1])
  await requester.put(`${path}/facts`, { facts: { network: '' } })
  expect((await requester.get(`${path}/facts`)).body.missing).toBe(2)
})

test('nobody but the requester enters facts, and strangers know of none', async () => {
  const { desk, path } = await setUp()
  const stranger = await forum.user()
  for (const client of [desk, stranger])
    expect((await client.put(`${path}/facts`, { facts })).status).toBe(404)
  expect((await stranger.get(`${path}/facts`)).status).toBe(404)
})

test('what does not look like it, or is not asked for, is refused by its name', async () => {
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

test('a refused fact says what belongs there, and no day is taken that is none', async () => {
  const requester = await forum.user()
  const path = `/tickets/${await openTicket(requester)}/facts`
  const saysOf = async (facts: object) => (await requester.put(path, { facts })).body.errors[0]
  expect((await saysOf({ order_id: 'a b' })).message).toMatch(/^Only the ID/)
  for (const happened_at of ['yesterday', '2026-02-30T10:00', '2026-11-25T24:61'])
    expect((await saysOf({ happened_at })).message).toMatch(/^Date and time/)
})

test('facts are in no column as text, and a look of the desk is fresh and written down', async () => {
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

test('what was given stays in sight when the ticket is about something else, and can be taken back', async () => {
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

test('with the account go its facts, its words and its files', async () => {
  const account = await makeAccount(forum)
  const browser = await signedIn(forum, account.username)
  const { body } = await browser.post('/tickets', {
    topic: 'deposit_withdrawal',
    subject: 'Where is my quicksilver',
    body: 'The quicksilver is gone.'
  })
  await browser.put(`/tickets/${body.number}/facts`, { facts })
  await browser.post('/me/closing', { password })
  await waitForErasing(forum)
  await forum.settle()
  expect(await columnsWith(forum, ['quicksilver'])).toEqual([])
  const desk = await agent(forum)
  expect((await desk.get(`/tickets/${body.number}/facts`)).body.missing).toBe(3)
})
