import { m } from '@stoa/messages'

/** Names of the kinds of facts. */
export const factKindWords = {
  line: m.tickets_custom_facts_line,
  text: m.tickets_custom_facts_text,
  number: m.tickets_custom_facts_number,
  date: m.tickets_custom_facts_date,
  choice: m.tickets_custom_facts_choice,
  pattern: m.tickets_custom_facts_pattern,
  transaction: m.tickets_custom_facts_transaction
} as const
export type FactKind = keyof typeof factKindWords
export const factKinds = Object.keys(factKindWords) as FactKind[]
