import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numbersOf, pageAddress, pageLink, pagesOnBar, postLink } from './position.ts'

const thread = { url: '/t/7/deposits' }

test('every page of a short thread has its place on the bar', () => {
  expect(pagesOnBar(4)).toEqual([1, 2, 3, 4])
})

test('the bar of a long thread starts with page one and is ascending', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), (count) => {
      const pages = pagesOnBar(count)
      expect(pages[0]).toBe(1)
      expect(pages.length).toBeLessThanOrEqual(24)
      expect(new Set(pages).size).toBe(pages.length)
      expect(pages.toSorted((a, b) => a - b)).toEqual(pages)
      expect(pages.at(-1)).toBeLessThanOrEqual(count)
    })
  )
})

test('the last page ends with the last post', () => {
  expect(numbersOf(3, 45)).toEqual({ from: 41, to: 45 })
})

test('page one has no number in its address', () => {
  expect([pageAddress(thread, 1), pageAddress(thread, 2)]).toEqual([
    '/t/7/deposits',
    '/t/7/deposits?page=2'
  ])
})

test('links between the pages of a thread are short, and those on a page stay on it', () => {
  const thread = { id: 7 }
  expect([pageLink(thread, 1), pageLink(thread, 2)]).toEqual(['/t/7', '?page=2'])
  expect(postLink(thread, 1, 20)).toBe('#p20')
  expect(postLink(thread, 1, 21)).toBe('?page=2#p21')
  expect(postLink(thread, 2, 20)).toBe('/t/7#p20')
})
