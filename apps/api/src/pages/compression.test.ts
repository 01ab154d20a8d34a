import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
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

test.each(['br', 'gzip'] as const)(
  'pages in %s wait for no full garbage collection',
  (encoding) => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as (options: { type: 'minor' }) => void
    const compressFifty = () => {
      for (let times = 0; times < 50; times += 1) void compressOnce(page, encoding)
      // What is left after the second is taken for old.
      for (const type of ['minor', 'minor'] as const) collect({ type })
      return process.memoryUsage().arrayBuffers
    }
    const before = compressFifty()
    expect(compressFifty() - before).toBeLessThan(100_000)
  }
)
