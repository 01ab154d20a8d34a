import { expect, test } from 'vitest'
import { abandonedParts, backupName, expiredBackups, parseKeep } from './retention.ts'

/** A backup at noon of each day, the newest first. */
const daily = (days: number) =>
  Array.from({ length: days }, (_, ago) =>
    backupName(new Date(Date.UTC(2026, 6, 15, 12) - ago * 24 * 3600_000).toISOString())
  )

test('the name of a backup says when it was made', () => {
  expect(backupName('2026-07-15T12:04:05.678Z')).toBe('stoa-20260715T120405Z.backup')
})

test('the newest of each day, week and month stay, as many as said', () => {
  const names = daily(200)
  const expired = new Set(expiredBackups(names.toReversed(), parseKeep('3d,3w,3m')))
  const kept = names.filter((name) => !expired.has(name)).map((name) => name.slice(9, 13))
  // 15 July is a Wednesday; the weeks before end on the 12th and the 5th.
  expect(kept).toEqual(['0715', '0714', '0713', '0712', '0705', '0630', '0531'])
})

test('the newest one stays, of several in a day too, and other files are left alone', () => {
  const morning = 'stoa-20260715T080000Z.backup'
  const names = ['secret', 'stoa-20260715T120000Z.backup.part', morning, ...daily(1)]
  expect(expiredBackups(names, parseKeep('1d'))).toEqual([morning])
  expect(expiredBackups(daily(1), parseKeep('1m'))).toEqual([])
})

test('parts of a backup that never ended are abandoned after a day', () => {
  const old = 'stoa-20260714T080000Z.backup.part'
  const names = ['other.part', old, 'stoa-20260715T080000Z.backup.part', ...daily(3)]
  expect(abandonedParts(names, new Date('2026-07-15T12:00:00Z'))).toEqual([old])
})

test.each(['', '7', 'd', '0d', '7x', '7d;4w'])('--keep %j is refused with an example', (text) => {
  expect(() => parseKeep(text)).toThrow('such as 7d,4w,6m')
})
