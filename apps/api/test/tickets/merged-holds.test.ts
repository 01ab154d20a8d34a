import { expect, test } from 'vitest'
import { cleanRetained } from '@stoa/site/retention'
import { endHolds, eraseTicketsOf } from '@stoa/tickets'
import { startForum } from '../forum.ts'
import { day, holdsOf } from './holding.ts'
import { openTicket } from './opening.ts'

const forum = startForum()
const { desk, at, dayAfter, pageOf, storedFacts, propose, revisionOf, hold, lift } = holdsOf(forum)

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
