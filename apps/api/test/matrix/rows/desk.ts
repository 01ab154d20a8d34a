import { accounts, type Call, type Rows } from '../row.ts'
import type { World } from '../world.ts'
import { onTicket, desk, staffOf } from './ticket-calls.ts'

const savedReply = {
  names: { en: 'Greeting' },
  body: { en: 'Hello {requester}, this is agent {agent}.' }
}

/** A saved reply; returns its id. */
export async function savedReplyOf(world: World): Promise<number> {
  const { body } = await (await staffOf(world)).post('/desk/saved-replies', savedReply)
  return body.id
}

const existingSavedReply = async (world: World): Promise<Call> => ({
  params: { id: await savedReplyOf(world) }
})

const rule = {
  name: 'Losses',
  trigger: 'opened',
  words: ['冻结', 'stolen'],
  topics: ['deposit_withdrawal'],
  tags: ['loss']
}

/** A disabled rule of the desk; returns its id. */
export async function ruleOf(world: World): Promise<number> {
  const { body } = await (await staffOf(world)).post('/desk/rules', rule)
  return body.id
}

const existingRule = async (world: World): Promise<Call> => ({
  params: { id: await ruleOf(world) }
})

export const deskRows: Rows = {
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
  'tickets.absence': { call: async () => ({}), answers: desk(200) },
  'tickets.goAway': { call: async () => ({}), answers: desk(204) },
  'tickets.comeBack': { call: async () => ({}), answers: desk(204) },
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
  }
}
