import { expect, test } from 'vitest'
import { writtenHosts } from './written-addresses.ts'

test('hosts are found beside Han, with look-alikes, wide dots and after an @', () => {
  expect(writtenHosts('登录harb0r.example领取，或 www.h\u0430rbor.example/login')).toEqual([
    'harb0r.example',
    'www.h\u0430rbor.example'
  ])
  expect(writtenHosts('ｈａｒｂｏｒ．com harbor。net help@harb0r.example')).toEqual([
    'harbor.com',
    'harbor.net',
    'harb0r.example'
  ])
  expect(writtenHosts('It took 1.5 hours. Then it was there… v2.')).toEqual([])
})

test.each(['a', 'a.', 'é.', '1-', 'a.b '])('a megabyte of %j is read in bounded time', (piece) => {
  const begun = process.cpuUsage()
  writtenHosts(piece.repeat(1_000_000 / piece.length))
  expect(process.cpuUsage(begun).user / 1000).toBeLessThan(3000)
})
