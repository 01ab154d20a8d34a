import type { TicketHistoryLine, TicketMessage } from './shapes.ts'

export type FlowItem =
  | { message: TicketMessage; line?: undefined }
  // `more`: what the same rule did at the same time.
  | { line: TicketHistoryLine; more: TicketHistoryLine[]; message?: undefined }

/** Messages and history of a ticket, by time; what a rule did at once is one item. */
export function flowOf(messages: TicketMessage[], history: TicketHistoryLine[]): FlowItem[] {
  const lines = history.filter((line, at) => !isSaidBy(history[at - 1], line))
  const items: FlowItem[] = [...byRule(lines), ...messages.map((message) => ({ message }))]
  const timeOf = ({ line, message }: FlowItem) => (line ?? message)?.createdAt ?? ''
  return items.sort((a, b) => timeOf(a).localeCompare(timeOf(b)))
}

function byRule(lines: readonly TicketHistoryLine[]) {
  const items: { line: TicketHistoryLine; more: TicketHistoryLine[] }[] = []
  for (const line of lines) {
    const last = items.at(-1)
    const isMore = line.rule && last?.line.rule === line.rule
    if (isMore && last.line.createdAt === line.createdAt) last.more.push(line)
    else items.push({ line, more: [] })
  }
  return items
}

/**
 * True if the previous line implies this one: a new state after a reopening, or repeated reading of
 * facts by one person.
 */
function isSaidBy(before: TicketHistoryLine | undefined, line: TicketHistoryLine): boolean {
  if (!before) return false
  if (line.kind === 'facts_read')
    return before.kind === 'facts_read' && before.actor?.id === line.actor?.id
  const ends = before.kind === 'reopened' || before.kind === 'declined'
  return line.kind === 'state' && ends && before.createdAt === line.createdAt
}

/** Fragment of the message an endpoint returned; empty without one. */
export const placeOf = (made: unknown): string =>
  typeof made === 'object' && made !== null && 'id' in made ? `#m${String(made.id)}` : ''
