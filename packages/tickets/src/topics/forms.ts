/** Facts that every forum can ask for, with their formats. Admins define others as custom facts. */
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
export type StandardFactKey = keyof typeof factKinds

/** A standard fact, or the key of a custom one. */
export type FactKey = string

export const standardFactKeys = Object.keys(factKinds) as StandardFactKey[]

export const isStandardFact = (key: FactKey): key is StandardFactKey =>
  Object.hasOwn(factKinds, key)

/** Whether a fact is a time, which is stored as its minute in UTC. */
export const isTime = (key: FactKey): boolean => isStandardFact(key) && factKinds[key] === 'time'

/** Facts that the desk asks for about a topic. Screenshots are attached to messages instead. */
export type Form = { key: FactKey; required: boolean }[]

/** Most facts that a form can ask for. */
export const maxFormLength = 20
