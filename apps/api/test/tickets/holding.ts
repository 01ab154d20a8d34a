import { beforeAll, expect } from 'vitest'
import { after } from '@stoa/core'
import type { Client, TestForum } from '../forum.ts'
import { sendFile } from '../uploads/sending.ts'
import { agent, openTicket } from './opening.ts'

export const hour = 3600_000
export const day = 24 * hour
const receipt = Buffer.from('Passport of John Doe')

type Proposal = { until: string; reason: string }

/** What tests of holds and of the retention of details share: two agents and what they do. */
export function holdsOf(forum: TestForum) {
  const desk: [Client, Client] = [forum.guest, forum.guest]
  beforeAll(async () => {
    desk[0] = await agent(forum)
    desk[1] = await agent(forum)
  })

  const at = (milliseconds: number) => ({
    ...forum.context(),
    now: after(forum.now(), milliseconds)
  })
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

  const propose = (number: string, given: Partial<Proposal> = {}) =>
    desk[0].put(`/tickets/${number}/hold`, {
      ...{ until: dayAfter(300), reason: 'Police request of May 4', ...given }
    })
  const revisionOf = async (number: string) =>
    (await pageOf(desk[0], number)).hold.waiting?.revision
  const approve = async (number: string, by = desk[1]) =>
    by.post(`/tickets/${number}/hold/approval`, { revision: await revisionOf(number) })
  async function hold(number: string, given: Partial<Proposal> = {}) {
    await propose(number, given)
    expect((await approve(number)).status).toBe(204)
  }
  const lift = (number: string) =>
    desk[0].post(`/tickets/${number}/hold/lifting`, { reason: 'The case is closed' })

  return {
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
  }
}
