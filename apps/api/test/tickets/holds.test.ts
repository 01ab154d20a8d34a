import { expect, test } from 'vitest'
import { cleanRetained } from '@stoa/site/retention'
import { endHolds, eraseTicketsOf } from '@stoa/tickets'
import { createClient } from '../client.ts'
import { startForum, type Client } from '../forum.ts'
import { day, holdsOf } from './holding.ts'
import { openTicket } from './opening.ts'

const forum = startForum()
const {
  desk,
  at,
  dayAfter,
  pageOf,
  factsOf,
  storedFacts,
  closedTicket,
  propose,
  revisionOf,
  approve,
  hold,
  lift
} = holdsOf(forum)

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
  expect((await approve(number, desk[0])).body.code).toBe('second_person_needed')
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
  expect((await pageOf(desk[0], number)).hold.until).toBeTruthy()
  await approve(number)
  expect((await pageOf(desk[0], number)).hold.until).toBeNull()
})

/** An agent to whom one admin alone gave the desk. */
async function appointedBy(admin: Client): Promise<Client> {
  const { id, username } = await forum.user({ role: 'staff' })
  const duties = { role: 'staff', capabilities: ['desk'] }
  expect((await admin.put(`/users/${username}/role`, duties)).status).toBe(204)
  const cookie = await forum.session(username)
  return createClient(forum.app, forum.origin, { id, username, headers: { cookie } })
}

test('one admin and the agents whom they alone appointed are one agent', async () => {
  const admin = await forum.user({ role: 'admin' })
  const [one, other] = [await appointedBy(admin), await appointedBy(admin)]
  const { number } = await closedTicket()
  const until = { until: dayAfter(300), reason: 'Police request of May 4' }
  const pairs: [Client, Client][] = [
    ...([
      [one, admin],
      [admin, one],
      [one, other]
    ] as [Client, Client][])
  ]
  for (const [by, approver] of pairs) {
    expect((await by.put(`/tickets/${number}/hold`, until)).status).toBe(204)
    expect((await pageOf(approver, number)).hold.waiting.can.approve).toBe(false)
    expect((await approve(number, approver)).body.code).toBe('second_person_needed')
  }
  expect((await approve(number)).status).toBe(204)
  const lifting = { reason: 'The case is closed' }
  for (const [by, approver] of pairs) {
    expect((await by.post(`/tickets/${number}/hold/lifting`, lifting)).status).toBe(204)
    expect((await approve(number, approver)).body.code).toBe('second_person_needed')
  }
  expect((await approve(number)).status).toBe(204)
})

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
