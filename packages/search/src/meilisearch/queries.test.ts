import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseQuery, type Term } from '../query.ts'
import { cut } from './cut.ts'
import { queriesOf, textOfTyped, wordsToCheck } from './queries.ts'

const sent = (typed: string) => queriesOf(parseQuery(typed), 'all').map(({ q }) => q)
const synonym = (text: string): Term => ({ text, isQuoted: false, isSynonym: true })
const group = (text: string, ...others: string[]): Term[] => [
  { text, isQuoted: false },
  ...others.map(synonym)
]

test('runs are phrases of their characters, and so is all that is not a long word', () => {
  expect(sent('提币 withdrawal')).toEqual(['"提 币" withdrawal '])
  expect(sent('half-filled fee "stuck on"')).toEqual(['"half filled" "fee" "stuck on" '])
  expect(sent('TRC20 -1021')).toEqual(['"trc20" "þ1021" '])
  expect(sent('提币trc')).toEqual(['"提 币 trc" '])
})

test('excluded words come first, because only the first words are read', () => {
  expect(sent('withdrawal -memo -"network fee"')).toEqual(['-"memo" -"network fee" withdrawal '])
})

test('only an identifier is open, at the end and without a space after it', () => {
  expect(sent('0x8f3a2b withdrawal')).toEqual(['withdrawal þ0x8f3a2b'])
  expect(sent('txid:0x8f3a2b 0x8f3a2bff')).toEqual(['"txid" þ0x8f3a2bff'])
  expect(sent('0x8f3')).toEqual(['"þ0x8f3" '])
})

test('PostgreSQL checks phrases, identifiers and exclusions, but no long word', () => {
  const { all, none } = wordsToCheck(parseQuery('0x8f3a2b 提币 fee withdrawal -memo'), 'all')
  expect(all.flat().map(({ text }) => text)).toEqual(['0x8f3a2b', '提币', 'fee'])
  expect(none).toHaveLength(1)
})

test('of a long query the longest words are sent, and PostgreSQL checks the others', () => {
  const words = ['aaaaa', 'withdrawal', ...'bcdefghi'].map((word) => word.padEnd(6, 'x'))
  const query = parseQuery(words.join(' '))
  expect(queriesOf(query, 'all')[0]?.q.trim().split(' ')).toHaveLength(9)
  expect(wordsToCheck(query, 'all').all).toHaveLength(1)
})

test('each way to choose synonyms is a query, those with the fewest first', () => {
  const all = [group('withdrawal', '提币'), group('stuck', '卡住')]
  const asked = queriesOf({ all, none: [] }, 'all').map(({ q }) => q)
  expect(asked).toEqual([
    'withdrawal stuck ',
    'withdrawal "卡 住" ',
    '"提 币" stuck ',
    '"提 币" "卡 住" '
  ])
})

test('fewer hits are wanted of synonyms, and of a single word', () => {
  const all = [group('withdrawal', '提币'), group('stuck')]
  expect(queriesOf({ all, none: [] }, 'all').map(({ limit }) => limit)).toEqual([201, 60])
  expect(queriesOf({ all, none: [] }, 'some').map(({ limit }) => limit)).toEqual([120, 120, 40])
})

test('however many synonyms there are, at most eight queries are sent', () => {
  const groupOf = (_: unknown, at: number) => group(`withdrawal${'x'.repeat(at)}`, `a${at}`)
  const all = Array.from({ length: 60 }, groupOf)
  expect(queriesOf({ all, none: [] }, 'all')).toHaveLength(8)
})

test('a phrase’s meaning is sent once, not with each of its words', () => {
  const all = [group('credited', '到账', '入账'), group('later', '到账', '入账')]
  const asked = queriesOf({ all, none: [] }, 'all').map(({ q }) => q)
  expect(asked).toEqual(['credited later ', '"到 账" ', '"入 账" '])
})

test('for some of the words each one is a query, the typed ones first', () => {
  const all = [group('withdrawal', '提币'), group('stuck')]
  const asked = queriesOf({ all, none: [{ text: 'memo', isQuoted: false }] }, 'some')
  expect(asked.map(({ q }) => q)).toEqual([
    '-"memo" withdrawal ',
    '-"memo" stuck ',
    '-"memo" "提 币" '
  ])
})

test('a typed title may go on at its last word, but not within a run', () => {
  expect(textOfTyped('stuck withdr')).toBe('"stuck" withdr')
  expect(textOfTyped('提币 卡')).toBe('"提 币" "卡" ')
  expect(textOfTyped('TRC-2')).toBe('"trc" þ2')
})

test('whatever is typed, quotes are balanced and nothing else has a meaning', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (typed) => {
      const query = parseQuery(typed)
      for (const { q } of [...queriesOf(query, 'all'), ...queriesOf(query, 'some')])
        expect(q).toMatch(/^(?:-?"[^"-]+" |[^"\s-]+ )*[^"\s-]*$/)
    })
  )
})

test('a long word is cut between characters, not within one', () => {
  const [word = ''] = cut(`a${'𐐀'.repeat(60)}`)
  expect(word.isWellFormed()).toBe(true)
  expect(word.length).toBeGreaterThan(70)
})
