import { usualLevels } from '@stoa/tickets'
import { accounts, admins, everybody, type Call, type Rows } from '../row.ts'
import type { World } from '../world.ts'

const opening = {
  topic: 'deposit_withdrawal',
  subject: 'A deposit that does not arrive',
  body: 'Sent yesterday, confirmed, and still not there.'
}

/** A ticket of the owner; returns its number. */
export async function ticketOf({ owner }: World): Promise<string> {
  const { status, body, text } = await owner.post('/tickets', opening)
  if (status !== 201) throw new Error(text)
  return body.number
}

const onTicket =
  (body?: object) =>
  async (world: World): Promise<Call> => ({ params: { number: await ticketOf(world) }, body })

const staffOf = ({ bystander }: World) => bystander({ role: 'staff', capabilities: ['desk'] })

/** A resolved ticket of the owner. */
async function resolved(world: World): Promise<Call> {
  const number = await ticketOf(world)
  const staff = await staffOf(world)
  await staff.post(`/tickets/${number}/resolution`, { summary: 'Credited.' })
  return { params: { number }, body: { body: 'It is still not there.' } }
}

/** A ticket that a volunteer opened for the owner. */
async function proposed({ forum, owner, thread, categoryId, bystander }: World): Promise<Call> {
  const { id } = await thread()
  const volunteer = await bystander({ role: 'volunteer', moderates: [categoryId] })
  const reason = 'Needs the transaction ID.'
  await volunteer.post(`/threads/${id}/escalation`, { topic: 'other', reason })
  const { body } = await owner.get('/tickets')
  if (!body.items[0]) throw new Error(`no ticket of ${owner.username} at ${forum.now()}`)
  return { params: { number: body.items[0].number } }
}

const savedReply = { name: 'Greeting', body: { en: 'Hello {requester}, this is agent {agent}.' } }

/** A saved reply; returns its id. */
export async function savedReplyOf(world: World): Promise<number> {
  const { body } = await (await staffOf(world)).post('/desk/saved-replies', savedReply)
  return body.id
}

const existingSavedReply = async (world: World): Promise<Call> => ({
  params: { id: await savedReplyOf(world) }
})

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

const rule = { name: 'Losses', kind: 'suggestion', words: ['冻结', 'stolen'] }

/** A disabled rule of the desk; returns its id. */
export async function ruleOf(world: World): Promise<number> {
  const { body } = await (await staffOf(world)).post('/desk/rules', rule)
  return body.id
}

const existingRule = async (world: World): Promise<Call> => ({
  params: { id: await ruleOf(world) }
})

/** Two linked tickets of the owner. */
async function linked(world: World): Promise<Call> {
  const [number, other] = [await ticketOf(world), await ticketOf(world)]
  await (await staffOf(world)).post(`/tickets/${number}/links`, { other })
  return { params: { number, other } }
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

/** For the requester, even silenced or suspended, and the desk; everybody else gets 404. */
const concerned = (s: number) => `401 401 404 ${s} ${s} ${s} 404 404 ${s} ${s}`
/** For the requester only. */
const requester = (s: number) => `401 401 404 ${s} ${s} ${s} 404 404 404 404`
/** For the desk only. */
const desk = (s: number) => `401 401 403 403 403 403 403 403 ${s} ${s}`

export const ticketsRows: Rows = {
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
  'tickets.change': { call: onTicket({ state: 'closed' }), answers: concerned(204) },
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
  'tickets.queue': { call: async () => ({}), answers: desk(200) },
  'tickets.queueCounts': { call: async () => ({}), answers: desk(200) },
  'tickets.disturbances': {
    call: async (world) => ({ query: { ticket: await ticketOf(world) } }),
    answers: desk(200)
  },
  'tickets.facts': { call: onTicket(), answers: concerned(200) },
  'tickets.saveFacts': {
    call: onTicket({ facts: { network: 'Tron', transaction_id: 'W-58Q1-00734' } }),
    answers: requester(204)
  },
  'tickets.serviceLevels': { call: async () => ({}), answers: desk(200) },
  'tickets.setServiceLevels': { call: async () => ({ body: usualLevels }), answers: admins(204) },
  'tickets.topics': { call: async () => ({}), answers: everybody(200) },
  'tickets.addTopic': { call: async () => ({ body: topicInput() }), answers: admins(204) },
  'tickets.changeTopic': {
    call: async (world) => ({ params: { topic: await topicOf(world) }, body: { position: 3 } }),
    answers: admins(204)
  },
  'tickets.removeTopic': {
    call: async (world) => ({ params: { topic: await topicOf(world) } }),
    answers: admins(204)
  },
  'tickets.statistics': { call: async () => ({}), answers: desk(200) },
  'tickets.statisticsAsCsv': { call: async () => ({}), answers: desk(200) },
  'tickets.changeMany': {
    call: async (world) => ({ body: { numbers: [await ticketOf(world)], priority: 'high' } }),
    answers: desk(200)
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
  'tickets.leave': { call: onTicket(), answers: desk(204) },
  'tickets.savedReplies': { call: async () => ({}), answers: desk(200) },
  'tickets.savedRepliesFor': { call: onTicket(), answers: desk(200) },
  'tickets.addSavedReply': { call: async () => ({ body: savedReply }), answers: desk(201) },
  'tickets.changeSavedReply': {
    call: async (world) => ({ ...(await existingSavedReply(world)), body: savedReply }),
    answers: desk(204)
  },
  'tickets.removeSavedReply': { call: existingSavedReply, answers: desk(204) },
  'tickets.rules': { call: async () => ({}), answers: desk(200) },
  'tickets.addRule': { call: async () => ({ body: rule }), answers: desk(201) },
  'tickets.changeRule': {
    call: async (world) => ({ ...(await existingRule(world)), body: rule }),
    answers: desk(204)
  },
  'tickets.removeRule': { call: existingRule, answers: desk(204) },
  'tickets.tryRule': { call: existingRule, answers: desk(200) },
  'tickets.enableRule': {
    async call(world) {
      const { body } = await (await staffOf(world)).post('/desk/rules', rule)
      return { params: { id: body.id }, body: { revision: body.snapshot.revision } }
    },
    answers: desk(204)
  },
  'tickets.disableRule': { call: existingRule, answers: desk(204) },
  'tickets.suggestions': { call: async () => ({}), answers: desk(200) },
  'tickets.dismissSuggestion': {
    call: async ({ thread }) => ({ params: { id: (await thread()).id } }),
    answers: desk(204)
  },
  'tickets.undoDismissal': {
    call: async ({ thread }) => ({ params: { id: (await thread()).id } }),
    answers: desk(204)
  },
  'tickets.suggestionFor': {
    call: async ({ thread }) => ({ params: { id: (await thread()).id } }),
    answers: accounts(200)
  },
  'tickets.objectToPublication': { call: answered, answers: requester(204) },
  'tickets.reopen': { call: resolved, answers: requester(204) },
  'tickets.decline': { call: proposed, answers: requester(204) }
}
