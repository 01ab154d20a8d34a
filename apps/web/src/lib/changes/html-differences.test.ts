import { expect, test } from 'vitest'
import { markedHtml } from './html-differences.server.ts'

const shown = (before: string, after: string) =>
  markedHtml(before, after, { added: '+', removed: '-' }).replace(
    /<span class="sr-only">[+-]<\/span>/g,
    ''
  )

test('words that differ are marked, in Chinese too', () => {
  expect(shown('<p>It takes two hours.</p>', '<p>It takes three hours.</p>')).toBe(
    '<p>It takes <del>two</del><ins>three</ins> hours.</p>'
  )
  expect(shown('<p>充值延迟</p>', '<p>提现延迟</p>')).toBe(
    '<p><del>充值</del><ins>提现</ins>延迟</p>'
  )
})

test('tags are those of the later version, outside of the marks', () => {
  expect(shown('<p>One.</p>', '<p>One.</p><ul><li>Two</li></ul>')).toBe(
    '<p>One.</p><ul><li><ins>Two</ins></li></ul>'
  )
  expect(shown('<p>One.</p><p><img src="/x" alt="A > b">Two</p>', '<p>One.</p>')).toContain(
    '[A > b]Two'
  )
})

test('a link whose address changed shows both addresses, the old one without a link', () => {
  const link = (href: string) => `<p><a href="${href}">Status</a></p>`
  expect(shown(link('https://a.example/'), link('https://b.example/'))).toBe(
    '<p><del>Status (https://a.example/)</del>' +
      '<ins><a href="https://b.example/">Status</a> (https://b.example/)</ins></p>'
  )
})

test('escaped text stays escaped', () => {
  expect(shown('<p>a</p>', '<p>a &lt;b&gt; &amp;</p>')).toBe('<p>a<ins> &lt;b&gt; &amp;</ins></p>')
})
