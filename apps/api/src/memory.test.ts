import { expect, test } from 'vitest'
import { createFreeing } from './memory.ts'

const megabytes = (count: number) => count * 1024 * 1024

test('memory is freed at rest, once after it grew', () => {
  const freeing = createFreeing()
  expect(freeing.isDue(0.5, megabytes(300), 0)).toBe(false)
  expect(freeing.isDue(0.01, megabytes(300), 0)).toBe(true)
  freeing.note(megabytes(200), 0)
  expect(freeing.isDue(0.01, megabytes(210), 60_000)).toBe(false)
  expect(freeing.isDue(0.01, megabytes(240), 60_000)).toBe(true)
})

test('memory is not freed again within a minute', () => {
  const freeing = createFreeing()
  freeing.note(megabytes(200), 0)
  expect(freeing.isDue(0, megabytes(900), 59_999)).toBe(false)
  expect(freeing.isDue(0, megabytes(900), 60_000)).toBe(true)
})
