/** Facts that a form can ask for, with their formats. */
export const factKinds = {
  happened_at: 'time',
  transaction_id: 'id',
  order_id: 'id',
  account_id: 'id',
  network: 'line',
  address: 'address',
  amount: 'line',
  endpoint: 'line',
  device: 'line',
  steps: 'text'
} as const
export type FactKey = keyof typeof factKinds
export type FactKind = (typeof factKinds)[FactKey]

export const factKeys = Object.keys(factKinds) as FactKey[]

/** Facts that the desk asks for about a topic. Screenshots are attached to messages instead. */
export type Form = { key: FactKey; required: boolean }[]
