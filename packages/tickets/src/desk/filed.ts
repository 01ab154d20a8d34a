import type { Locale } from '@stoa/core'
import type { Outcome, Priority, TicketState } from '../lifecycle/states.ts'

/** The filter of a saved view. */
export type SavedFilter = {
  view: 'unassigned' | 'mine' | 'overdue' | 'waiting' | 'snoozed' | 'follow_up' | 'all' | 'ended'
  sort: 'due' | 'age' | 'answer' | 'priority'
  topic?: string
  language?: Locale
  priority?: Priority
  tag?: string
}

/** Fields of a ticket that an agent changes and can put back. */
export type Filed = {
  state: TicketState
  outcome: Outcome | null
  priority: Priority
  topic: string
  assigneeId: number | null
  snoozedUntil: string | null
  tags: string[]
}

/** What an act changed of a ticket; fields that it left are omitted. */
export type TicketDifference = {
  number: string
  before: Partial<Filed>
  after: Partial<Filed>
  /** A reply that is recalled by an undo. */
  messageId?: number
}

const filedFields = [
  ...(['state', 'outcome', 'priority', 'topic', 'assigneeId', 'snoozedUntil', 'tags'] as const)
] satisfies (keyof Filed)[]

/** Fields that differ between two states of a ticket. */
export const changedFields = (one: Partial<Filed>, other: Filed) =>
  filedFields.filter(
    (field) => field in one && JSON.stringify(one[field]) !== JSON.stringify(other[field])
  )
