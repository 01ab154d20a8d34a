import { beforeAll, expect, test } from 'vitest'
import { cleanRetained } from '@stoa/site/retention'
import { closeResolved } from '@stoa/tickets'
import { startForum, type Client } from '../forum.ts'
import { day, hour, holdsOf } from './holding.ts'
import { openTicket } from './opening.ts'

const forum = startForum()
const { desk, at, pageOf, factsOf, storedFacts, closedTicket, hold } = holdsOf(forum)

let admin: Client

beforeAll(async () => {
  admin = await forum.user({ role: 'admin' })
})

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
