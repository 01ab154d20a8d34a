import { beforeAll, expect, test } from 'vitest'
import { after } from '@stoa/core'
import { cleanRetained } from '@stoa/site/retention'
import { closeResolved, endHolds, eraseTicketsOf } from '@stoa/tickets'
import { startForum, type Client } from '../forum.ts'
import { sendFile } from '../uploads/sending.ts'
import { agent, openTicket } from './opening.ts'

const forum = startForum()
const hour = 3600_000
const day = 24 * hour
const receipt = Buffer.from('Passport of John Doe')

let desk: readonly [Client, Client]
let admin: Client

beforeAll(async () => {
  desk = [await agent(forum), await agent(forum)]
  admin = await forum.user({ role: 'admin' })
})

const at = (milliseconds: number) => ({ ...forum.context(), now: after(forum.now(), milliseconds) })
const dayAfter = (days: number) => after(forum.now(), days * day).slice(0, 10)
const pageOf = async (client: Client, number: string) =>
  (await client.get(`/tickets/${number}`)).body
const factsOf = async (client: Client, number: string) =>
  (await client.get(`/tickets/${number}/facts`)).body.items.flatMap(
    ({ value }: { value: string | null }) => value ?? []
  )

const storedFacts = async (number: string) =>
  (
    await forum.connection.sql`select from ticket_facts join tickets on ticket_id = tickets.id
    where number = ${number}`
  ).length

/** A closed ticket of a member with a fact and a file that its text shows. */
async function closedTicket(topic = 'deposit_withdrawal') {
  const member = await forum.user()
  const number = await openTicket(member, { topic })
  await member.put(`/tickets/${number}/facts`, { facts: { transaction_id: 'W-58Q1-00734' } })
  const { markdown, url } = (await sendFile(member, 'passport-john-doe.txt', receipt)).body
  await member.post(`/tickets/${number}/messages`, { body: `Here: ${markdown} Thanks!` })
  await member.patch(`/tickets/${number}`, { state: 'closed' })
  const file = async () => (await member.inject({ method: 'GET', url })).status
  return { member, number, file }
}

type Proposal = { until: string; reason: string }
const propose = (number: string, given: Partial<Proposal> = {}) =>
  desk[0].put(`/tickets/${number}/hold`, {
    ...{ until: dayAfter(300), reason: 'Police request of May 4', ...given }
  })
const revisionOf = async (number: string) => (await pageOf(desk[0], number)).hold.waiting?.revision
const approve = async (number: string, by = desk[1]) =>
  by.post(`/tickets/${number}/hold/approval`, { revision: await revisionOf(number) })
async function hold(number: string, given: Partial<Proposal> = {}) {
  await propose(number, given)
  expect((await approve(number)).status).toBe(204)
}

test('facts and files go 180 days after closing, not before, and the text stays', async () => {
  const { member, number, file } = await closedTicket()
  await cleanRetained(at(180 * day - hour))
  expect([await factsOf(member, number), await file()]).toEqual([['W-58Q1-00734'], 200])
  await cleanRetained(at(180 * day + hour))
  await forum.settle()
  expect([await factsOf(member, number), await file()]).toEqual([[], 404])
  const page = await pageOf(member, number)
  expect(page.detailsRemoved.days).toBe(180)
  const { html, attachments } = page.messages.at(-1)
  expect(html).toContain('<p>Here: <em>File removed</em> Thanks!</p>')
  expect([html.includes('john-doe'), attachments]).toEqual([false, []])
})

test('details of a topic with identity documents go after thirty days', async () => {
  await admin.patch('/desk/topics/verification', {
    ...{ identityDocuments: true, form: [{ key: 'transaction_id', required: false }] }
  })
  await forum.settle()
  const { member, number } = await closedTicket('verification')
  const other = await closedTicket()
  await cleanRetained(at(30 * day - hour))
  expect(await factsOf(member, number)).toHaveLength(1)
  await cleanRetained(at(30 * day + hour))
  expect(await factsOf(member, number)).toHaveLength(0)
  expect(await factsOf(other.member, other.number)).toHaveLength(1)
})

test('a hold keeps all details until it ends by itself', async () => {
  const { member, number, file } = await closedTicket()
  await hold(number)
  await cleanRetained(at(299 * day))
  expect([await factsOf(member, number), await file()]).toEqual([['W-58Q1-00734'], 200])
  await endHolds(at(301 * day))
  await cleanRetained(at(301 * day))
  expect(await factsOf(member, number)).toEqual([])
})

test('only another agent approves exactly the proposal they read', async () => {
  const { number } = await closedTicket()
  await propose(number)
  expect((await approve(number, desk[0])).body.code).toBe('second_agent_needed')
  const read = await revisionOf(number)
  await propose(number, { until: dayAfter(10) })
  const late = await desk[1].post(`/tickets/${number}/hold/approval`, { revision: read })
  expect([late.status, late.body.code]).toEqual([409, 'revision_changed'])
  expect((await pageOf(desk[1], number)).hold.until).toBeNull()
  expect((await approve(number)).status).toBe(204)
  expect((await pageOf(desk[1], number)).hold.until).toBe(`${dayAfter(10)}T23:59:59.999Z`)
})

test('a hold ends early only if a second agent approves', async () => {
  const { number } = await closedTicket()
  expect((await lift(number)).body.code).toBe('ticket_not_held')
  await hold(number)
  expect((await lift(number)).status).toBe(204)
  expect((await pageOf(desk[0], number)).hold.until).not.toBeNull()
  await approve(number)
  expect((await pageOf(desk[0], number)).hold.until).toBeNull()
})

const lift = (number: string) =>
  desk[0].post(`/tickets/${number}/hold/lifting`, { reason: 'The case is closed' })

test('requesters and agents of other topics learn nothing of a hold', async () => {
  const { member, number } = await closedTicket()
  await hold(number)
  expect((await pageOf(member, number)).hold).toBeNull()
  expect((await member.put(`/tickets/${number}/hold`, {})).status).toBe(403)
  const trading = await forum.user({
    ...{ role: 'staff', capabilities: ['desk'], deskTopics: ['trading'] }
  })
  const { status } = await trading.put(`/tickets/${number}/hold`, {
    ...{ until: dayAfter(3), reason: 'Curiosity' }
  })
  expect(status).toBe(404)
})

test('a day that is over or too far away is refused with words', async () => {
  const { number } = await closedTicket()
  for (const until of [dayAfter(-1), dayAfter(800)]) {
    const { status, body } = await propose(number, { until })
    expect([status, body.errors[0].path]).toEqual([422, 'until'])
  }
})

test('a hold placed while cleaning runs is either first or finds nothing left', async () => {
  for (let round = 0; round < 8; round += 1) {
    const { member, number } = await closedTicket()
    await propose(number)
    await Promise.all([approve(number), cleanRetained(at(200 * day))])
    const page = await pageOf(member, number)
    const facts = await factsOf(member, number)
    expect(facts.length).toBe(page.detailsRemoved === null ? 1 : 0)
    await cleanRetained(at(200 * day))
    expect(await factsOf(member, number)).toEqual(facts)
  }
})

test('two agents who approve and replace a proposal at once leave one outcome', async () => {
  const { number } = await closedTicket()
  await propose(number)
  const revision = await revisionOf(number)
  const [approved] = await Promise.all([
    desk[1].post(`/tickets/${number}/hold/approval`, { revision }),
    propose(number, { until: dayAfter(20) })
  ])
  const { until } = (await pageOf(desk[1], number)).hold
  expect(until === null).toBe(approved.status !== 204)
})

test('who closes their account loses what is held only when the hold ends', async () => {
  const { member, number } = await closedTicket()
  await hold(number)
  await forum.connection.sql`update users set erased_at = ${forum.now()} where id = ${member.id}`
  await eraseTicketsOf(forum.context(), { userId: member.id })
  expect(await storedFacts(number)).toBe(1)
  await endHolds(at(301 * day))
  expect(await storedFacts(number)).toBe(0)
})

test('details under a hold are neither changed nor deleted by their requester', async () => {
  const member = await forum.user()
  const number = await openTicket(member)
  const save = (text: string) =>
    member.put(`/tickets/${number}/facts`, { facts: { transaction_id: text } })
  await save('W-58Q1-00734')
  await hold(number)
  for (const text of ['', 'W-58Q1-00735']) {
    const { status, body } = await save(text)
    expect([status, body.code]).toEqual([409, 'ticket_details_kept'])
  }
  expect((await save('W-58Q1-00734')).status).toBe(204)
})

test('a hold goes with its details into the ticket that they are merged into', async () => {
  const member = await forum.user()
  const [source, target] = [await openTicket(member), await openTicket(member)]
  await member.put(`/tickets/${source}/facts`, { facts: { transaction_id: 'W-58Q1-00734' } })
  await member.put(`/tickets/${target}/facts`, { facts: { transaction_id: 'W-58Q1-00999' } })
  await hold(source)
  await desk[0].post(`/tickets/${source}/merge`, { into: target })
  expect((await pageOf(desk[0], target)).hold).toMatchObject({
    approved: { reason: 'Police request of May 4' }
  })
  await member.patch(`/tickets/${target}`, { state: 'closed' })
  await cleanRetained(at(200 * day))
  const [first] = (await member.get(`/tickets/${target}/facts`)).body.items.filter(
    ({ value }: { value: string | null }) => value
  )
  expect([first.value, first.merged]).toEqual(['W-58Q1-00999', ['W-58Q1-00734']])
  await cleanRetained(at(400 * day))
  expect([await storedFacts(source), await storedFacts(target)]).toEqual([0, 0])
})

/** Two tickets of a member whose facts differ. */
async function twoTickets() {
  const member = await forum.user()
  const [source, target] = [await openTicket(member), await openTicket(member)]
  await member.put(`/tickets/${source}/facts`, { facts: { transaction_id: 'W-58Q1-00734' } })
  await member.put(`/tickets/${target}/facts`, { facts: { transaction_id: 'W-58Q1-00999' } })
  const merge = async () =>
    expect((await desk[0].post(`/tickets/${source}/merge`, { into: target })).status).toBe(204)
  return { member, source, target, merge }
}

test('a proposal that waits ends with a merge, and both approved holds go on', async () => {
  const { source, target, merge } = await twoTickets()
  await hold(target, { until: dayAfter(100) })
  await hold(source, { until: dayAfter(200) })
  await propose(source, { until: dayAfter(3) })
  await merge()
  const page = await pageOf(desk[1], target)
  expect([page.hold.until, page.hold.waiting]).toEqual([`${dayAfter(200)}T23:59:59.999Z`, null])
})

test('a merged ticket takes no hold, and the one it leads to does', async () => {
  const { source, target, merge } = await twoTickets()
  await propose(source)
  const revision = await revisionOf(source)
  await merge()
  const approval = await desk[1].post(`/tickets/${source}/hold/approval`, { revision })
  for (const { status, body } of [approval, await propose(source), await lift(source)])
    expect([status, body.code]).toEqual([409, 'ticket_merged'])
  await hold(target)
})

test('facts that a merge left behind are erased only when the moved hold ends', async () => {
  const { member, source, target, merge } = await twoTickets()
  await hold(source)
  await merge()
  await forum.connection.sql`update users set erased_at = ${forum.now()} where id = ${member.id}`
  await eraseTicketsOf(forum.context(), { userId: member.id })
  expect([await storedFacts(source), await storedFacts(target)]).toEqual([1, 1])
  await endHolds(at(301 * day))
  expect([await storedFacts(source), await storedFacts(target)]).toEqual([0, 0])
})

test('a resolved ticket is closed after seven days, and its period counts from then', async () => {
  const member = await forum.user()
  const number = await openTicket(member)
  await member.put(`/tickets/${number}/facts`, { facts: { transaction_id: 'W-58Q1-00734' } })
  await desk[0].post(`/tickets/${number}/resolution`, { summary: 'Credited.' })
  await closeResolved(at(8 * day))
  await cleanRetained(at(187 * day))
  expect(await factsOf(member, number)).toHaveLength(1)
  await cleanRetained(at(189 * day))
  expect(await factsOf(member, number)).toHaveLength(0)
})

test('a dry run counts exactly what is then removed', async () => {
  await closedTicket()
  await closedTicket()
  const held = await closedTicket()
  await hold(held.number)
  forum.advance(181 * day)
  admin = await forum.user({ role: 'admin' })
  const counts = (await admin.get('/admin/retention/ticket_details/dry-run?value=180')).body.counts
  const before = await removed()
  await cleanRetained(forum.context())
  expect(counts.every(({ count }: { count: number }) => count >= 2)).toBe(true)
  expect(await removed(before)).toEqual(counts)
  expect(await storedFacts(held.number)).toBe(1)
})

type Counts = { kind: string; count: number }[]
async function removed(before: Counts = []): Promise<Counts> {
  const { items } = (await admin.get('/admin/retention')).body
  const { removed: counts } = items.find(
    ({ period }: { period: string }) => period === 'ticket_details'
  )
  const had = (kind: string) => before.find((one) => one.kind === kind)?.count ?? 0
  return counts.map(({ kind, count }: Counts[number]) => ({ kind, count: count - had(kind) }))
}
