import { expect, test } from 'vitest'
import { isTimeZone } from './time-zone.ts'

test('a zone is one that clocks know', () => {
  expect(isTimeZone('Asia/Taipei')).toBe(true)
  expect(isTimeZone('Moon/Tranquility')).toBe(false)
})
