import fc from 'fast-check'
import { expect, test } from 'vitest'
import { excerpt, excerptOfHtml } from './excerpt.ts'
import { publicTextOf, renderMarkdown } from './markdown.ts'

test('an excerpt is one line of whole characters', () => {
  expect(excerpt('提现\n 失败了', 4)).toBe('提现 失…')
  expect(excerpt('👩‍💻👩‍💻👩‍💻', 2)).toBe('👩‍💻👩‍💻…')
  expect(excerpt('short', 5)).toBe('short')
})

test('an excerpt of HTML has its words only, wherever it was cut off', () => {
  expect(excerptOfHtml('<p>Use <code>a &lt; b</code></p><p>then', 40)).toBe('Use a < b then')
  expect(excerptOfHtml('<p>See <a href="https://exa', 40)).toBe('See')
})

test('an excerpt of HTML has no words of another, and no code', () => {
  const quote = '<blockquote><blockquote><p>Mine</p></blockquote><p>is gone</p></blockquote>'
  expect(excerptOfHtml(`${quote}\n<p>Found.</p><pre><code>x</code></pre><p>Wait`, 40)).toBe(
    'Found. Wait'
  )
  for (const cut of ['<blockquote><p>My coins are gone', '<pre><code>npm start', '<p><img src="/a'])
    expect(excerptOfHtml(cut, 40)).toBe('')
})

test('an excerpt of HTML has spaces between blocks and lines alone', () => {
  expect(excerptOfHtml('<p>提<strong>现</strong></p><p>稍<em>后</em><br>到账</p>', 40)).toBe(
    '提现 稍后 到账'
  )
  expect(excerptOfHtml('<ul><li>a</li><li>b</li></ul>', 40)).toBe('a b')
})

test('an excerpt of HTML cuts no address', () => {
  const html = `<p>Send to <code>0x${'3fa9c07be1d284560bbf'.repeat(2)}</code> now</p>`
  expect(excerptOfHtml(html, 20)).toBe('')
  expect(excerptOfHtml(html, 60)).toBe('')
  expect(excerptOfHtml(html, 7)).toBe('Send to…')
})

test('an excerpt has neither tables nor names of files', () => {
  const table = '| Network | Fee |\n| --- | --- |\n| TRC20 | 1 |\n\n'
  const files =
    '![IMG_2041.png](/api/v1/uploads/abcdefghijklmnop) [app.log](/api/v1/uploads/ponmlkjihgfedcba)'
  const body = `${table}It failed, see app.log\n\n${files} ![the fee](/api/v1/uploads/abcdefghijklmnop)`
  expect(excerpt(publicTextOf(body, []), 80)).toBe('It failed, see app.log the fee')
  expect(excerptOfHtml(renderMarkdown(body).html, 80)).toBe('It failed, see app.log')
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
