import { admins, type Rows } from '../row.ts'
import type { World } from '../world.ts'
import { desk } from './ticket-calls.ts'

let facts = 0
const definition = () => ({
  labels: { en: 'Wallet app', 'zh-CN': '钱包应用', 'zh-TW': '錢包應用程式' },
  hints: { en: 'As it calls itself' },
  choices: [
    { value: 'first', labels: { en: 'First' } },
    { value: 'second', labels: { en: 'Second' } }
  ]
})
const input = () => ({ key: `wallet_${(facts += 1)}`, kind: 'choice', ...definition() })

/** A custom fact; returns its key. */
export async function customFactOf({ bystander }: World): Promise<string> {
  const { key, ...rest } = input()
  await (await bystander({ role: 'admin' })).post('/desk/facts', { key, ...rest })
  return key
}

export const deskFactRows: Rows = {
  'tickets.customFacts': { call: async () => ({}), answers: admins(200) },
  'tickets.addCustomFact': { call: async () => ({ body: input() }), answers: admins(201) },
  'tickets.changeCustomFact': {
    call: async (world) => ({
      params: { fact: await customFactOf(world) },
      body: { ...definition(), labels: { en: `Wallet ${(facts += 1)}` } }
    }),
    answers: admins(204)
  },
  'tickets.lookUpFact': {
    call: async () => ({
      body: { value: 'ORD-2026-1128-000771', reason: 'Asked by the payments team' }
    }),
    answers: desk(200)
  }
}
