import { expect, test } from 'vitest'
import { pagesShown } from './pages-shown.ts'

test('a pager shows both ends and the neighbours', () => {
  expect(pagesShown(5, 100)).toEqual([1, null, 4, 5, 6, null, 100])
})

test('a pager skips nothing next to what it shows', () => {
  expect(pagesShown(1, 3)).toEqual([1, 2, 3])
  expect(pagesShown(100, 100)).toEqual([1, null, 99, 100])
})

test('a single page has one number', () => {
  expect(pagesShown(1, 1)).toEqual([1])
})
