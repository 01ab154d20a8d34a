import { expect, test } from 'vitest'
import { dismissed, withDismissed } from './dismissals.ts'

test('dismissed ids are read from all cookies', () => {
  expect([...dismissed('theme=dark; dismissed=3.14; locale=en')]).toEqual([3, 14])
  expect([...dismissed('undismissed=3')]).toEqual([])
  expect([...dismissed('')]).toEqual([])
})

test('the oldest ids are dropped', () => {
  let ids = new Set<number>()
  for (let id = 1; id <= 50; id += 1) ids = dismissed(`dismissed=${withDismissed(ids, id)}`)
  expect(ids.size).toBe(40)
  expect(ids.has(50)).toBe(true)
  expect(ids.has(10)).toBe(false)
})
