import { m } from '@stoa/messages'
import type { Rule } from './shapes.ts'

/** When a rule acts. */
export const triggerWords = {
  thread: m.tickets_rule_trigger_thread,
  opened: m.tickets_rule_trigger_opened,
  answered: m.tickets_rule_trigger_answered,
  silent: m.tickets_rule_trigger_silent,
  overdue: m.tickets_rule_trigger_overdue
} satisfies Record<Rule['trigger'], () => string>
