import { expect, test } from 'vitest'
import { relativeTime } from './format.ts'

const now = Date.parse('2026-11-25T12:00:00.000Z')

test.each([
  ['2026-11-25T11:59:50.000Z', undefined],
  ['2026-11-25T11:58:50.000Z', '1 minute ago'],
  ['2026-11-25T09:00:00.000Z', '3 hours ago'],
  ['2026-11-24T09:00:00.000Z', 'yesterday'],
  ['2026-11-04T09:00:00.000Z', 'Nov 4'],
  ['2024-11-04T09:00:00.000Z', 'Nov 4, 2024']
])('%s is %j', (time, words) => {
  expect(relativeTime(time, 'en', now)).toBe(words)
})

test('a time that a fast clock puts into the future is within the first minute', () => {
  expect(relativeTime('2026-11-25T12:00:05.000Z', 'zh-CN', now)).toBeUndefined()
})
