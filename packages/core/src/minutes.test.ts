import { expect, test } from 'vitest'
import { minuteOf } from './minutes.ts'

test.each([
  ['2026-11-28T21:30[Asia/Shanghai]', '2026-11-28T13:30Z'],
  ['2026-11-28 21:30[America/New_York]', '2026-11-29T02:30Z'],
  ['2026-11-28T21:30:59.5+08:00', '2026-11-28T13:30Z'],
  ['2026-11-28T13:30Z', '2026-11-28T13:30Z'],
  ['2026-11-28T21:30', undefined],
  ['2026-02-30T21:30[UTC]', undefined],
  ['2026-02-30T21:30Z', undefined],
  ['2026-11-28T25:30Z', undefined],
  ['2026-11-28T21:30[Mars/Olympus]', undefined],
  ['0000-01-01T00:00+14:00', undefined],
  ['9999-12-31T23:59-14:00', undefined],
  ['2000-01-01T00:00+14:00', undefined],
  ['2099-12-31T23:59Z', '2099-12-31T23:59Z'],
  ['yesterday at nine[UTC]', undefined],
  ['', undefined]
])('%j is the minute %s', (text, minute) => {
  expect(minuteOf(text)).toBe(minute)
})
