import { after } from '@stoa/core'
import type { Call, Rows } from '../row.ts'
import type { World } from '../world.ts'
import { desk, staffOf, ticketOf } from './ticket-calls.ts'

const holdOf = ({ forum }: World) => ({
  until: after(forum.now(), 30 * 24 * 3600_000).slice(0, 10),
  reason: 'A court asked for it'
})

async function revisionOf(world: World, number: string) {
  const { hold } = (await (await staffOf(world)).get(`/tickets/${number}`)).body
  return { revision: hold.waiting.revision }
}

/** A hold that an agent proposed. */
async function onProposed(world: World): Promise<Call> {
  const number = await ticketOf(world)
  await (await staffOf(world)).put(`/tickets/${number}/hold`, holdOf(world))
  return { params: { number }, body: await revisionOf(world, number) }
}

/** A hold that stands. */
async function onHeld(world: World): Promise<Call> {
  const { params, body } = await onProposed(world)
  const colleague = await world.bystander({ role: 'admin' })
  await colleague.post(`/tickets/${params?.number}/hold/approval`, body)
  return { params, body: { reason: 'The case is closed' } }
}

export const holdsRows: Rows = {
  'tickets.proposeHold': {
    call: async (world) => ({ params: { number: await ticketOf(world) }, body: holdOf(world) }),
    answers: desk(204)
  },
  'tickets.proposeLifting': { call: onHeld, answers: desk(204) },
  'tickets.approveHold': { call: onProposed, answers: desk(204) },
  'tickets.refuseHold': { call: onProposed, answers: desk(204) }
}
