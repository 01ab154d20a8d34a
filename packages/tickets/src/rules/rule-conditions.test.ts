import fc from 'fast-check'
import { toSimplified } from '@stoa/guards'
import { expect, test } from 'vitest'
import { matcherOf, type Candidate, type Conditions } from './rule-conditions.ts'

const none: Conditions = {
  unansweredHours: null,
  meToo: null,
  categoryIds: [],
  topics: [],
  languages: [],
  silentHours: null,
  words: []
}
const now = '2026-03-02T00:00:00.000Z'
const thread: Candidate = { text: '', createdAt: '2026-03-01T00:00:00.000Z', answeredAt: null }
const says = (words: string[], text: string) =>
  matcherOf({ ...none, words }, now)({ ...thread, text })

test('words match in both scripts and any case, English ones as whole words', () => {
  expect(says(['冻结'], '我的帳戶被凍結了')).toBe(true)
  expect(says(['凍結'], '我的账户被冻结了')).toBe(true)
  expect(says(['stolen'], 'My coins were STOLEN!')).toBe(true)
  expect(says(['frozen'], 'They were unfrozen')).toBe(false)
  expect(says(['被盗', 'frozen'], 'Frozen since Monday')).toBe(true)
})

test('any characters can be searched and match literally', () => {
  const word = fc.string({ minLength: 1, unit: fc.constantFrom(...'a(.*+?[]{}|\\^$/-') })
  fc.assert(fc.property(word, (one) => says([one], one)))
  fc.assert(fc.property(word, (one) => !says([one], '冻结')))
})

test('Chinese words in one script match the other', () => {
  const code = fc.integer({ min: 0x4e00, max: 0x9fff }).map((one) => String.fromCodePoint(one))
  // The simplified form of 薴 is 苧, which is also the traditional form of another character.
  const han = code.filter((one) => toSimplified(toSimplified(one)) === toSimplified(one))
  const text = fc.string({ unit: han, minLength: 1, maxLength: 8 })
  fc.assert(fc.property(text, (one) => says([one], one) && says([toSimplified(one)], one)))
  fc.assert(fc.property(text, (one) => says([one], toSimplified(one))))
})

test('a thread matches by its waiting time; one answered in time never does', () => {
  const waits = (unansweredHours: number, answeredAt: string | null) =>
    matcherOf({ ...none, unansweredHours }, now)({ ...thread, answeredAt })
  expect(waits(24, null)).toBe(true)
  expect(waits(25, null)).toBe(false)
  expect(waits(5, '2026-03-01T04:00:00.000Z')).toBe(false)
  expect(waits(4, '2026-03-01T04:00:00.000Z')).toBe(true)
})

test('all conditions must match', () => {
  const both = { ...none, meToo: 3, categoryIds: [7], words: ['stolen'] }
  const matches = (more: object) =>
    matcherOf(both, now)({ ...thread, text: 'stolen', meTooCount: 3, categoryIds: [7, 1], ...more })
  expect(matches({})).toBe(true)
  for (const more of [{ text: '' }, { meTooCount: 2 }, { categoryIds: [8, 1] }])
    expect(matches(more)).toBe(false)
})
