import { expect, test } from 'vitest'
import { foldSmall } from './small-cells.ts'

const fold = (...counts: number[]) =>
  foldSmall(
    counts.map((answered, at) => ({ key: String(at), answered, solved: answered - 1 }))
  ).map(({ key, answered }) => [key, answered])

test('cells from five answers on are shown as they are', () => {
  expect(fold(9, 5)).toEqual([
    ['0', 9],
    ['1', 5]
  ])
})

test('small cells are one together, never a single one that the total would tell', () => {
  expect(fold(9, 4, 1)).toEqual([
    ['0', 9],
    [null, 5]
  ])
  expect(fold(9, 6, 1)).toEqual([
    ['0', 9],
    [null, 7]
  ])
  expect(fold(9, 1)).toEqual([[null, 10]])
})

test('of fewer than five answers in all, nothing is shown', () => {
  expect(fold(3, 1)).toEqual([])
  expect(fold()).toEqual([])
})
