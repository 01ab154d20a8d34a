import { securityEvents } from '@stoa/accounts/schema'
import { ticketFacts } from '@stoa/tickets/schema'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { agent, openTicket } from './opening.ts'

const forum = startForum()
const reason = 'Asked by the payments team'
const path = '/desk/facts/look-up'

let count = 0
/** A transaction ID that no other ticket has. */
const freshHash = () => (count += 1).toString(16).padStart(4, '0').repeat(16)

async function give(facts: object, values: object = {}) {
  const requester = await forum.user()
  const number = await openTicket(requester, values)
  const { status, text } = await requester.put(`/tickets/${number}/facts`, { facts })
  if (status !== 204) throw new Error(text)
  return { requester, number }
}

const lookUp = (client: Client, value: string) => client.post(path, { value, reason })
const numbers = (found: { body: { items: { number: string }[] } }) =>
  found.body.items.map(({ number }) => number)

test('an agent finds the ticket of a transaction however its ID is written', async () => {
  const hash = freshHash()
  const { number } = await give({ transaction_id: hash.toUpperCase() })
  const desk = await agent(forum)
  for (const written of [hash, `0x${hash}`, ` ${hash.slice(0, 30)} ${hash.slice(30)}`])
    expect(numbers(await lookUp(desk, written))).toEqual([number])
  expect(numbers(await lookUp(desk, freshHash()))).toEqual([])
  expect((await lookUp(desk, hash.slice(0, 15))).body.errors[0].path).toBe('value')
})

test('an order ID is found from 16 characters on; no other fact is hashed', async () => {
  const desk = await agent(forum)
  const [short, long] = ['O-7781-2290', 'ORD-2026-1128-000771']
  const topic = 'trading'
  await give({ order_id: short }, { topic })
  const { number } = await give({ order_id: long, account_id: 'ab12ab12ab12ab12ab' }, { topic })
  expect(numbers(await lookUp(desk, 'ord 2026 1128 000771'))).toEqual([number])
  expect((await lookUp(desk, short)).status).toBe(422)
  expect(numbers(await lookUp(desk, 'ab12ab12ab12ab12ab'))).toEqual([])
})

test('a ticket of another topic does not exist: same answer, same statements', async () => {
  const hash = freshHash()
  const { number } = await give({ transaction_id: hash })
  const duties = { role: 'staff' as const, capabilities: ['desk'], deskTopics: ['trading'] }
  const other = await forum.user(duties)
  const [hidden, none] = [await lookUp(other, hash), await lookUp(other, freshHash())]
  expect([hidden.status, hidden.text]).toEqual([none.status, none.text])
  const statements = (value: string) => forum.count(() => lookUp(other, value))
  expect(await statements(hash)).toBe(await statements(freshHash()))
  expect(numbers(await lookUp(await agent(forum), hash))).toEqual([number])
})

test('a look-up is logged with its reason, never with what was looked up', async () => {
  const hash = freshHash()
  const { requester, number } = await give({ transaction_id: hash })
  const desk = await agent(forum)
  expect((await desk.post(path, { value: hash, reason: '' })).status).toBe(422)
  for (const value of [hash, `0x${hash}`]) {
    const revealing = await desk.post(path, { value, reason: `Where is ${hash.toUpperCase()}?` })
    expect(revealing.body.errors[0].path).toBe('reason')
  }
  await lookUp(desk, hash)
  await lookUp(desk, freshHash())
  const { db } = forum.connection
  const looks = await db.select().from(securityEvents).where(eq(securityEvents.actorId, desk.id))
  const found = looks.filter(({ kind }) => kind === 'look.fact_lookup')
  expect(found.map(({ subjectId }) => subjectId)).toEqual([requester.id, null])
  expect(found.map(({ details }) => details['reason'])).toEqual([reason, reason])
  expect(JSON.stringify(looks)).not.toContain(hash)
  const { history } = (await desk.get(`/tickets/${number}`)).body
  expect(history.map(({ kind }: { kind: string }) => kind)).toContain('found_by_fact')
})

test('the requester sees that a look-up happened, but not the agent’s reason', async () => {
  const hash = freshHash()
  const { requester } = await give({ transaction_id: hash })
  await lookUp(await agent(forum), hash)
  const { items } = (await requester.get('/me/security-events')).body
  const looks = items.filter(({ kind }: { kind: string }) => kind === 'look.fact_lookup')
  expect(looks).toMatchObject([{ by: 'staff', reason: null }])
})

test('an agent looks up 30 times an hour, however many at once', async () => {
  const desk = await agent(forum)
  const answers = await Promise.all(Array.from({ length: 34 }, () => lookUp(desk, freshHash())))
  const by = Map.groupBy(answers, ({ status }) => status)
  expect([by.get(200)?.length, by.get(429)?.length]).toEqual([30, 4])
  expect((await lookUp(await agent(forum), freshHash())).status).toBe(200)
})

test('the hash goes with the fact, and moves with a merge', async () => {
  const hash = freshHash()
  const { requester, number } = await give({ transaction_id: hash })
  const desk = await agent(forum)
  const into = await openTicket(requester)
  await desk.post(`/tickets/${number}/merge`, { into })
  expect(numbers(await lookUp(desk, hash))).toEqual([into])
  await requester.put(`/tickets/${into}/facts`, { facts: { transaction_id: '' } })
  expect(numbers(await lookUp(desk, hash))).toEqual([])
})

test('only agents with a fresh sign-in look up', async () => {
  expect((await lookUp(await forum.user(), freshHash())).status).toBe(403)
  expect((await lookUp(await forum.user({ role: 'staff' }), freshHash())).status).toBe(403)
  const desk = await agent(forum)
  forum.advance(11 * 60_000)
  expect((await lookUp(desk, freshHash())).body.code).toBe('fresh_authentication_required')
})

test('the database holds a keyed hash, which differs from a plain one', async () => {
  const hash = freshHash()
  await give({ transaction_id: hash })
  const rows = await forum.connection.db.select().from(ticketFacts)
  const lookups = rows.flatMap(({ lookup }) => lookup ?? [])
  expect(lookups.every((one) => /^[\w-]{43}$/.test(one))).toBe(true)
  expect(new Set(lookups).size).toBe(lookups.length)
})
