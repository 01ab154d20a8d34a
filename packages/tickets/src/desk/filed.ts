import type { Outcome, Priority, TicketState } from '../lifecycle/states.ts'

/** Fields of a ticket that an agent changes and can put back. */
export type Filed = {
  state: TicketState
  outcome: Outcome | null
  priority: Priority
  topic: string
  assigneeId: number | null
  snoozedUntil: string | null
}

/** What an act changed of a ticket; fields that it left are omitted. */
export type TicketDifference = {
  number: string
  before: Partial<Filed>
  after: Partial<Filed>
  /** A reply that is recalled by an undo. */
  messageId?: number
}

export const filedFields = [
  ...(['state', 'outcome', 'priority', 'topic', 'assigneeId', 'snoozedUntil'] as const)
] satisfies (keyof Filed)[]
