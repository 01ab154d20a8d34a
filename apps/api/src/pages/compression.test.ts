import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { compressOnce, compressWell, encodingFor } from './compression.ts'

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

const page = Buffer.from('a page '.repeat(10_000))

test('a page is the same when it is unpacked', async () => {
  for (const pack of [compressOnce, compressWell]) {
    expect(brotliDecompressSync(await pack(page, 'br'))).toEqual(page)
    expect(gunzipSync(await pack(page, 'gzip'))).toEqual(page)
    expect(await pack(page, 'identity')).toEqual(page)
  }
})
