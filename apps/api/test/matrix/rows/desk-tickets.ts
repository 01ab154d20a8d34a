import { usualLevels } from '@stoa/tickets'
import { everybody, admins, type Call, type Rows } from '../row.ts'
import type { World } from '../world.ts'
import { ticketOf, staffOf, onTicket, desk } from './ticket-calls.ts'

let topics = 0
const topicInput = () => ({
  key: `listing_${(topics += 1)}`,
  names: { en: 'Listings', 'zh-CN': '上架', 'zh-TW': '上架' },
  form: [{ key: 'order_id', required: true }]
})

/** A custom topic; returns its key. */
export async function topicOf({ bystander }: World): Promise<string> {
  const input = topicInput()
  await (await bystander({ role: 'admin' })).post('/desk/topics', input)
  return input.key
}

/** Two linked tickets of the owner. */
async function linked(world: World): Promise<Call> {
  const [number, other] = [await ticketOf(world), await ticketOf(world)]
  await (await staffOf(world)).post(`/tickets/${number}/links`, { other })
  return { params: { number, other } }
}

/** An act of the caller, or of another agent for callers who cannot act. */
async function actOf(world: World): Promise<Call> {
  const path = `/tickets/${await ticketOf(world)}`
  const own = await world.caller.patch(path, { priority: 'high' })
  const other = own.body?.undo ? own : await (await staffOf(world)).patch(path, { priority: 'low' })
  return { params: { id: other.body.undo } }
}

const savedView = { name: 'Urgent deposits', view: 'all', priority: 'urgent' }

/** A view of the caller, or of an agent for callers who cannot save one. */
async function viewOf(world: World): Promise<Call> {
  const own = await world.caller.post('/desk/views', savedView)
  const { body } = own.body?.id ? own : await (await staffOf(world)).post('/desk/views', savedView)
  return { params: { id: body.id }, body: { name: 'Deposits' } }
}

export const deskTicketRows: Rows = {
  'tickets.queue': { call: async () => ({}), answers: desk(200) },
  'tickets.queueCounts': { call: async () => ({}), answers: desk(200) },
  'tickets.disturbances': {
    call: async (world) => ({ query: { ticket: await ticketOf(world) } }),
    answers: desk(200)
  },
  'tickets.serviceLevels': { call: async () => ({}), answers: desk(200) },
  'tickets.setServiceLevels': { call: async () => ({ body: usualLevels }), answers: admins(204) },
  'tickets.topics': { call: async () => ({}), answers: everybody(200) },
  'tickets.addTopic': { call: async () => ({ body: topicInput() }), answers: admins(201) },
  'tickets.changeTopic': {
    call: async (world) => ({
      params: { topic: await topicOf(world) },
      body: { identityDocuments: true }
    }),
    answers: admins(204)
  },
  'tickets.removeTopic': {
    call: async (world) => ({ params: { topic: await topicOf(world) } }),
    answers: admins(204)
  },
  'tickets.statistics': { call: async () => ({}), answers: desk(200) },
  'tickets.satisfaction': { call: async () => ({}), answers: desk(200) },
  'tickets.statisticsAsCsv': { call: async () => ({}), answers: desk(200) },
  'tickets.changeMany': {
    call: async (world) => ({ body: { numbers: [await ticketOf(world)], priority: 'high' } }),
    answers: desk(200)
  },
  'tickets.place': {
    call: async (world) => ({
      ...{ params: { number: await ticketOf(world) }, query: { view: 'all' } }
    }),
    answers: desk(200)
  },
  'tickets.undoAct': { call: actOf, answers: desk(200) },
  'tickets.replyMany': {
    call: async (world) => ({ body: { numbers: [await ticketOf(world)], body: 'We look.' } }),
    answers: desk(200)
  },
  'tickets.agents': { call: async () => ({}), answers: desk(200) },
  'tickets.tags': { call: async () => ({}), answers: desk(200) },
  'tickets.views': { call: async () => ({}), answers: desk(200) },
  'tickets.addView': { call: async () => ({ body: savedView }), answers: desk(201) },
  'tickets.changeView': { call: viewOf, answers: desk(204) },
  'tickets.removeView': {
    call: async (world) => ({ params: (await viewOf(world)).params }),
    answers: desk(204)
  },
  'tickets.merge': {
    async call(world) {
      return { params: { number: await ticketOf(world) }, body: { into: await ticketOf(world) } }
    },
    answers: desk(204)
  },
  'tickets.link': {
    async call(world) {
      return { params: { number: await ticketOf(world) }, body: { other: await ticketOf(world) } }
    },
    answers: desk(204)
  },
  'tickets.unlink': { call: linked, answers: desk(204) },
  'tickets.related': { call: onTicket(), answers: desk(200) },
  'tickets.heartbeat': { call: onTicket({ writing: true }), answers: desk(200) },
  'tickets.leave': { call: onTicket(), answers: desk(204) }
}
