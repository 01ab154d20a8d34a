import { expect, test } from 'vitest'
import type { Ports } from './context.ts'
import { consumeInProcess, limitOfSite, type Limit } from './limits.ts'

const limit: Limit = { per: 'address', count: 2, seconds: 60 }
const start = Date.UTC(2026, 0, 1)
const ports = {} as Ports
const at = (seconds: number) => ({ ports, now: new Date(start + seconds * 1000).toISOString() })

test('a read over the limit gets the end of its window, and is allowed after it', () => {
  consumeInProcess(at(0), 'reading', 'a', limit)
  consumeInProcess(at(1), 'reading', 'a', limit)
  const refused = () => consumeInProcess(at(20), 'reading', 'a', limit)
  expect(refused).toThrow(expect.objectContaining({ status: 429, params: { seconds: 40 } }))
  consumeInProcess(at(20), 'searching', 'a', limit)
  consumeInProcess(at(60), 'reading', 'a', limit)
})

test('a crowd of other addresses does not reset a limit', () => {
  const crowd = 60_000
  consumeInProcess(at(0), 'crowded', 'persistent', limit)
  consumeInProcess(at(0), 'crowded', 'persistent', limit)
  for (let other = 0; other < crowd; other += 1) {
    consumeInProcess(at(0), 'crowded', `other ${other}`, limit)
    if (other % 10_000 > 0) continue
    expect(() => consumeInProcess(at(1), 'crowded', 'persistent', limit)).toThrow()
  }
})

test('a /48 has twenty times the limit of its networks; accounts and IPv4 have none', () => {
  expect(limitOfSite('2001:db8:1:2::/64', limit)).toEqual({
    site: '2001:db8:1::/48',
    wider: { ...limit, count: 40 }
  })
  for (const subject of ['user:7', '192.0.2.1', 'local'])
    expect(limitOfSite(subject, limit)).toBeUndefined()
})
