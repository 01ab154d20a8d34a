import { expect, test } from 'vitest'
import type { TicketHistoryLine, TicketMessage } from './shapes.ts'
import { flowOf } from './ticket-flow.ts'

const at = (minute: number) => `2026-11-25T10:0${minute}:00.000Z`
const line = (kind: string, minute: number, by = 1) =>
  ({ kind, detail: null, createdAt: at(minute), actor: { id: by } }) as TicketHistoryLine
const message = (minute: number) => ({ id: minute, createdAt: at(minute) }) as TicketMessage

const shown = (messages: TicketMessage[], lines: TicketHistoryLine[]) =>
  flowOf(messages, lines).map(({ line, message }) => line?.kind ?? message?.id)

test('history lines are between the messages, by time', () => {
  const lines = [line('opened', 0), line('state', 3)]
  expect(shown([message(0), message(2), message(4)], lines)).toEqual(['opened', 0, 2, 'state', 4])
})

test('a reopening implies its state, and repeated reading by one person is one line', () => {
  const reopened = [line('reopened', 1), line('state', 1), line('state', 2)]
  expect(shown([], reopened)).toEqual(['reopened', 'state'])
  const looks = [line('facts_read', 3), line('facts_read', 4), line('facts_read', 5, 2)]
  expect(shown([], looks)).toEqual(['facts_read', 'facts_read'])
})

test('what a rule did at once is one item, acts of other rules are not', () => {
  const acts = [line('tagged', 1), line('flagged', 1), line('tagged', 1), line('tagged', 2)]
  const names = ['A', 'A', 'B', 'B']
  const lines = acts.map((act, index) => ({ ...act, rule: names[index] ?? null }))
  const items = flowOf([], lines)
  expect(items.map((item) => (item.line ? item.more.length : -1))).toEqual([1, 0, 0])
})
