import { expect, test } from 'vitest'
import { encodingFor } from './compression.ts'

test.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['br;q=0, gzip', 'gzip'],
  ['gzip;q=0, br;q=0.000', 'identity'],
  ['brotli, gzipped', 'identity'],
  ['identity', 'identity'],
  ['', 'identity']
])('Accept-Encoding %j is answered in %s', (header, encoding) => {
  expect(encodingFor(header)).toBe(encoding)
})
