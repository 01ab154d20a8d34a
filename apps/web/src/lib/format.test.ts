import { expect, test } from 'vitest'
import { distanceTo, lengthOf, relativeTime } from './format.ts'
import { zonedRange, zonedTime } from './zoned-time.ts'

const now = Date.parse('2026-11-25T12:00:00.000Z')

test.each([
  ['2026-11-25T12:02:10.000Z', 'in 2 minutes'],
  ['2026-11-25T11:59:50.000Z', undefined],
  ['2026-11-25T11:58:50.000Z', '1 minute ago'],
  ['2026-11-25T09:00:00.000Z', '3 hours ago'],
  ['2026-11-24T09:00:00.000Z', 'yesterday'],
  ['2026-11-04T09:00:00.000Z', 'Nov 4'],
  ['2024-11-04T09:00:00.000Z', 'Nov 4, 2024']
])('%s is %j', (time, words) => {
  expect(relativeTime(time, 'en', now)).toBe(words)
})

test('a future time of a fast clock counts as within the first minute', () => {
  expect(relativeTime('2026-11-25T12:00:05.000Z', 'zh-CN', now)).toBeUndefined()
})

test.each([
  ['2026-11-25T12:00:20.000Z', 'in 1 minute'],
  ['2026-11-25T13:29:50.000Z', 'in 89 minutes'],
  ['2026-11-25T15:10:00.000Z', 'in 3 hours'],
  ['2026-11-23T11:00:00.000Z', '2 days ago']
])('to %s it is %s', (time, words) => {
  expect(distanceTo(time, 'en', now)).toBe(words)
})

test('a length has one unit and is rounded up', () => {
  expect(lengthOf(61, 'en')).toBe('61 minutes')
  expect(lengthOf(121, 'en')).toBe('3 hours')
  expect(lengthOf(150, 'zh-CN')).toBe('3小时')
})

test.each([
  ['2027-03-20T06:30Z', '2027-03-20T07:30Z', 'Mar 20, 2027, 02:30 – 03:30 EDT'],
  // Clocks go forward between the two times.
  ['2027-03-14T06:30Z', '2027-03-14T07:30Z', 'Mar 14, 2027, 01:30 EST – Mar 14, 2027, 03:30 EDT']
])('from %s to %s is %j in New York', (start, end, words) => {
  expect(zonedRange(start, end, 'en', 'America/New_York').replaceAll(/\s/g, ' ')).toBe(words)
})

test('without a zone of the reader a range is in UTC', () => {
  const range = zonedRange('2027-03-20T06:30Z', '2027-03-20T07:30Z', 'zh-CN', null)
  expect(range).toMatch(/2027.*UTC.*06:30.*07:30/)
})

test('what is no time stays as it is', () => {
  expect(zonedTime('-000001-12-31T10Z', 'en', null)).toBe('-000001-12-31T10Z')
})

test('no language puts the zone into brackets', () => {
  const [start, end] = ['2027-03-20T06:30Z', '2027-03-20T07:30Z']
  const words = ['en', 'zh-CN', 'zh-TW'].flatMap((locale) => [
    zonedTime(start, locale, null),
    zonedRange(start, end, locale, null)
  ])
  expect(words.filter((one) => !one.includes('UTC') || /[[\]]/.test(one))).toEqual([])
})
