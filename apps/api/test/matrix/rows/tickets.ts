import { surveyToken } from '@stoa/tickets/satisfaction'
import { tickets } from '@stoa/tickets/schema'
import { eq } from 'drizzle-orm'
import { accounts, everybody, type Call, type Rows } from '../row.ts'
import type { World } from '../world.ts'
import {
  ticketOf,
  staffOf,
  opening,
  onTicket,
  proposed,
  requester,
  desk,
  concerned
} from './ticket-calls.ts'

/** A resolved ticket of the owner. */
async function resolved(world: World): Promise<Call> {
  const number = await ticketOf(world)
  const staff = await staffOf(world)
  await staff.post(`/tickets/${number}/resolution`, { summary: 'Credited.' })
  return { params: { number }, body: { body: 'It is still not there.' } }
}

/** A resolved ticket of the owner about a thread, with an answer to be published. */
async function answered(world: World): Promise<Call> {
  const call = await proposed(world)
  const resolution = { summary: 'Credited.', publishToThread: 'It was a delay of the network.' }
  const staff = await staffOf(world)
  await staff.post(`/tickets/${call.params?.number}/resolution`, resolution)
  return call
}

/** A message that the caller has just written, if they may. */
async function justWritten(world: World): Promise<Call> {
  const number = await ticketOf(world)
  const path = `/tickets/${number}/messages`
  const { body } = await world.caller.post(path, { body: 'We look into it.' })
  return { params: { number, id: body.id ?? 1 } }
}

/** The survey of a resolved ticket, and the token of its mailed link. */
async function surveyed(world: World) {
  const { params } = await resolved(world)
  const { forum } = world
  const [ticket] = await forum.connection.db
    .select()
    .from(tickets)
    .where(eq(tickets.number, params?.number as string))
  return { params, token: await surveyToken(forum.context(), ticket?.id ?? 0) }
}

export const ticketRows: Rows = {
  'tickets.escalate': {
    call: async ({ thread }) => ({
      params: { id: (await thread()).id },
      body: { topic: 'other', reason: 'It needs my transaction ID.' }
    }),
    // Only participants of the thread escalate it; moderators do so for the author.
    answers: '401 401 403 201 201 201 403 201 201 201'
  },
  'tickets.postsToChoose': {
    call: async ({ thread }) => ({ params: { id: (await thread()).id } }),
    answers: '401 401 403 200 200 200 403 200 200 200'
  },
  'tickets.deflection': {
    call: async () => ({ body: { title: 'Where is my deposit?' } }),
    answers: everybody(200)
  },
  'tickets.open': { call: async () => ({ body: opening }), answers: accounts(201) },
  'tickets.list': { call: async () => ({}), answers: accounts(200) },
  'tickets.show': { call: onTicket(), answers: concerned(200) },
  'tickets.postMessage': { call: onTicket({ body: 'One more thing.' }), answers: concerned(201) },
  'tickets.recall': { call: justWritten, answers: desk(204) },
  'tickets.change': { call: onTicket({ state: 'closed' }), answers: concerned(200) },
  'tickets.resolve': {
    async call(world) {
      const { params } = await proposed(world)
      return { params, body: { summary: 'Credited.', publishToThread: 'It was a delay.' } }
    },
    answers: desk(204)
  },
  'tickets.returnToCommunity': {
    async call(world) {
      const { params } = await proposed(world)
      return { params, body: { reason: 'Others can answer this.' } }
    },
    answers: desk(204)
  },
  'tickets.objectToPublication': { call: answered, answers: requester(204) },
  'tickets.reopen': { call: resolved, answers: requester(204) },
  'tickets.answerSurvey': {
    call: async (world) => ({ ...(await resolved(world)), body: { solved: false } }),
    answers: requester(204)
  },
  'tickets.answerMailedSurvey': {
    async call(world) {
      const { token } = await surveyed(world)
      return { body: { token, solved: false } }
    },
    answers: everybody(204)
  },
  'tickets.endFollowUp': {
    call: async (world) => ({ params: (await resolved(world)).params }),
    answers: desk(204)
  },
  'tickets.decline': { call: proposed, answers: requester(204) },
  'tickets.facts': { call: onTicket(), answers: concerned(200) },
  'tickets.saveFacts': {
    call: onTicket({ facts: { network: 'Tron', transaction_id: 'W-58Q1-00734' } }),
    answers: requester(204)
  }
}
