import { m } from '@stoa/messages'
import type { Fact } from '#lib/shapes.ts'

/** Labels of the fields that ticket forms ask for. */
export const factWords: Record<Fact['key'], () => string> = {
  happened_at: m.tickets_fact_happened_at,
  transaction_id: m.tickets_fact_transaction_id,
  order_id: m.tickets_fact_order_id,
  account_id: m.tickets_fact_account_id,
  network: m.tickets_fact_network,
  address: m.tickets_fact_address,
  amount: m.tickets_fact_amount,
  endpoint: m.tickets_fact_endpoint,
  device: m.tickets_fact_device,
  steps: m.tickets_fact_steps
}
export const factKeys = Object.keys(factWords) as Fact['key'][]
