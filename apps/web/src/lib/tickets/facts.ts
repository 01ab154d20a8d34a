import { page } from '$app/state'
import { m } from '@stoa/messages'
import type { Fact } from '#lib/shapes.ts'
import { zonedTime } from '#lib/zoned-time.ts'

/** Labels of the facts that every forum can ask for. */
export const factWords: Record<string, () => string> = {
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
export const factKeys = Object.keys(factWords)

/** The label of a fact, which the organisation may have defined itself. */
export const factLabel = ({ key, label }: Pick<Fact, 'key' | 'label'>): string =>
  label ?? factWords[key]?.() ?? key

/** A value as people read it. A time is shown in the reader's zone, in UTC if they set none. */
export function shownFact({ kind, choices }: Pick<Fact, 'kind' | 'choices'>, value: string) {
  const { me, locale } = page.data
  if (kind === 'time') return zonedTime(value, locale, me.timeZone)
  return choices.find((choice) => choice.value === value)?.label ?? value
}
