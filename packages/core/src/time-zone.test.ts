import { expect, test } from 'vitest'
import { isTimeZone } from './time-zone.ts'

test('only IANA time zones are accepted', () => {
  expect(isTimeZone('Asia/Taipei')).toBe(true)
  expect(isTimeZone('Moon/Tranquility')).toBe(false)
})
