import { m } from '@stoa/messages'
import { deskTopicWords, type DeskTopic } from './desk-topics.ts'
import { priorityWords } from './priorities.ts'
import type { TicketHistoryLine, TicketMessage } from './shapes.ts'
import { ticketStateWord } from './ticket-states.ts'
import type { IconName } from './ui/icons.ts'

type Priority = keyof typeof priorityWords

function stateWord(detail: string, forDesk: boolean): string {
  if (detail === 'returned') return m.tickets_state_returned()
  if (detail === 'waiting_on_requester' && forDesk) return m.tickets_desk_waiting_on_requester()
  return ticketStateWord({ state: detail as 'open', outcome: null })
}

type Words = (detail: string, forDesk: boolean) => string

const known: Record<string, [IconName, Words]> = {
  opened: ['escalated', () => m.tickets_line_opened()],
  state: [
    'clock',
    (detail, forDesk) => m.tickets_line_state({ state: stateWord(detail, forDesk) })
  ],
  assigned: [
    'user',
    (name) => (name ? m.tickets_line_assigned({ name }) : m.tickets_line_unassigned())
  ],
  priority: [
    'flag',
    (detail) =>
      m.tickets_line_priority({ priority: priorityWords[detail as Priority]?.() ?? detail })
  ],
  topic: [
    'tag',
    (detail) => m.tickets_line_topic({ topic: deskTopicWords[detail as DeskTopic]?.() ?? detail })
  ],
  reopened: ['discussion', () => m.tickets_line_reopened()],
  declined: ['close', () => m.tickets_line_declined()],
  merged: ['merged', (number) => m.tickets_line_merged({ number })],
  tied: ['link', () => m.tickets_line_tied()],
  untied: ['link', () => m.tickets_line_untied()],
  announcement: ['announcement', () => m.tickets_line_announcement()],
  facts_read: ['eye', () => m.tickets_line_facts_read()]
}

/** Icon and words of a line of a ticket's history; undefined for one that says nothing to people. */
export function lineWords(
  { kind, detail }: TicketHistoryLine,
  forDesk: boolean
): { icon: IconName; words: string } | undefined {
  const [icon, words] = known[kind] ?? []
  return icon && words && { icon, words: words(detail ?? '', forDesk) }
}

export type FlowItem =
  { message: TicketMessage; line?: undefined } | { line: TicketHistoryLine; message?: undefined }

/** The conversation of a ticket and what happened in between, in the order of time. */
export function flowOf(messages: TicketMessage[], history: TicketHistoryLine[]): FlowItem[] {
  const lines = history.filter((line, at) => !isSaidBy(history[at - 1], line))
  const items: FlowItem[] = [
    ...lines.map((line) => ({ line })),
    ...messages.map((message) => ({ message }))
  ]
  const timeOf = ({ line, message }: FlowItem) => (line ?? message)?.createdAt ?? ''
  return items.sort((a, b) => timeOf(a).localeCompare(timeOf(b)))
}

/** The line before says it already: a reopening its new state, a look another one of the same person. */
function isSaidBy(before: TicketHistoryLine | undefined, line: TicketHistoryLine): boolean {
  if (!before) return false
  if (line.kind === 'facts_read')
    return before.kind === 'facts_read' && before.actor?.id === line.actor?.id
  const ends = before.kind === 'reopened' || before.kind === 'declined'
  return line.kind === 'state' && ends && before.createdAt === line.createdAt
}
