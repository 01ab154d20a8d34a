import type { DeskTopic } from '@stoa/core'

/** Everything that a form may ask for, and what it has to look like. */
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

type Form = { key: FactKey; required: boolean }[]

/** A form: the facts that are needed, and those that help. */
const form = (needed: FactKey[], helpful: FactKey[]): Form => [
  ...needed.map((key) => ({ key, required: true })),
  ...helpful.map((key) => ({ key, required: false }))
]

/** What the desk asks for, by topic; screenshots come with messages. */
export const forms: Record<DeskTopic, Form> = {
  account_access: form(['account_id', 'happened_at'], ['device', 'steps']),
  verification: form(['account_id'], ['happened_at', 'device', 'steps']),
  deposit_withdrawal: form(
    ['transaction_id', 'network', 'happened_at'],
    ['amount', 'address', 'account_id', 'order_id']
  ),
  trading: form(['order_id', 'happened_at'], ['account_id', 'amount', 'steps']),
  api: form(['account_id', 'endpoint', 'happened_at'], ['steps']),
  security: form(['account_id', 'happened_at'], ['device', 'address', 'steps']),
  other: form([], ['happened_at', 'account_id', 'device', 'steps'])
}
