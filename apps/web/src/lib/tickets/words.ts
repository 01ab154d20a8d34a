import { m } from '@stoa/messages'
import type { Rule, TicketRow } from '#lib/shapes.ts'

export const priorities = ['low', 'normal', 'high', 'urgent'] as const

export const priorityWords = {
  low: m.tickets_priority_low,
  normal: m.tickets_priority_normal,
  high: m.tickets_priority_high,
  urgent: m.tickets_priority_urgent
}

/** When a rule acts. */
export const triggerWords = {
  thread: m.tickets_rule_trigger_thread,
  opened: m.tickets_rule_trigger_opened,
  answered: m.tickets_rule_trigger_answered,
  silent: m.tickets_rule_trigger_silent,
  overdue: m.tickets_rule_trigger_overdue
} satisfies Record<Rule['trigger'], () => string>

type Standing = Pick<TicketRow, 'state' | 'outcome'>

const words = {
  new: m.tickets_state_new,
  open: m.tickets_state_open,
  waiting_on_requester: m.tickets_state_waiting_on_requester,
  waiting_on_third_party: m.tickets_state_waiting_on_third_party,
  resolved: m.tickets_state_resolved,
  closed: m.tickets_state_closed,
  returned: m.tickets_state_returned,
  declined: m.tickets_state_declined,
  withdrawn: m.tickets_state_withdrawn,
  merged: m.tickets_state_merged,
  auto_closed: m.tickets_state_auto_closed
}

/** State of a ticket for its requester; once it has ended, how. */
export const ticketStateWord = ({ state, outcome }: Standing): string =>
  words[state === 'closed' ? (outcome ?? 'closed') : state]()

/** Tone of its chip. */
export function ticketTone({
  state,
  outcome
}: Standing): 'escalated' | 'solved' | 'open' | 'danger' {
  if (state === 'waiting_on_requester') return 'danger'
  if (state === 'resolved' || outcome === 'resolved') return 'solved'
  return state === 'closed' ? 'open' : 'escalated'
}
