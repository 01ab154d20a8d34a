import { expect, test } from 'vitest'
import { sharedBuffers } from './settings.ts'

const gigabyte = 1024 ** 3

test.each([
  [gigabyte / 2, 128],
  [2 * gigabyte, 256],
  [64 * gigabyte, 512]
])('of %i bytes of memory, PostgreSQL caches pages in %i MB', (memory, megabytes) => {
  expect(sharedBuffers(memory)).toBe(megabytes)
})
