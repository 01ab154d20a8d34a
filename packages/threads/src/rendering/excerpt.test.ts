import fc from 'fast-check'
import { expect, test } from 'vitest'
import { excerpt, excerptOfHtml } from './excerpt.ts'

test('an excerpt is one line of whole characters', () => {
  expect(excerpt('提现\n 失败了', 4)).toBe('提现 失…')
  expect(excerpt('👩‍💻👩‍💻👩‍💻', 2)).toBe('👩‍💻👩‍💻…')
  expect(excerpt('short', 5)).toBe('short')
})

test('an excerpt of HTML has its words only, wherever it was cut off', () => {
  expect(excerptOfHtml('<p>Use <code>a &lt; b</code></p><p>then', 40)).toBe('Use a < b then')
  expect(excerptOfHtml('<p>See <a href="https://exa', 40)).toBe('See')
})

test('an excerpt is well formed and no longer than asked', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.integer({ min: 1, max: 20 }),
      (text, length) => {
        const cut = excerpt(text, length)
        expect(cut.isWellFormed()).toBe(true)
        expect([...new Intl.Segmenter().segment(cut)].length).toBeLessThanOrEqual(length + 1)
      }
    )
  )
})
