import { expect, test } from 'vitest'
import { moved } from './list-order.ts'

test('a language moves one place, and not past the ends', () => {
  const all = ['a', 'b', 'c']
  expect(moved(all, 'b', -1)).toEqual(['b', 'a', 'c'])
  expect(moved(all, 'b', 1)).toEqual(['a', 'c', 'b'])
  expect(moved(all, 'a', -1)).toEqual(all)
  expect(moved(all, 'c', 1)).toEqual(all)
  expect(moved(all, 'x', 1)).toEqual(all)
  expect(moved(all, '', 0)).toEqual(all)
})
