import fc from 'fast-check'
import { expect, test } from 'vitest'
import { postUrl, slugOf, threadUrl } from './urls.ts'

test.each([
  ['Deposit of 0.5 BTC is missing!', 'deposit-of-0-5-btc-is-missing'],
  ['USDT 充值 3 小时还没到账？', 'usdt-充值-3-小时还没到账'],
  ['Ｆｕｌｌ　ｗｉｄｔｈ', 'full-width'],
  ['Über-Größe', 'über-größe'],
  ['???', '']
])('the slug of %j is %j', (title, slug) => {
  expect(slugOf(title)).toBe(slug)
})

test('a slug is at most 60 characters and never ends in a dash', () => {
  expect(slugOf(`${'a'.repeat(59)} b`)).toBe('a'.repeat(59))
  expect(Array.from(slugOf('𠮷'.repeat(80)))).toHaveLength(60)
})

test('a URL fits a header, whatever the title', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (title) => {
      expect(threadUrl(7, title)).toMatch(/^\/t\/7(\/[\w.!~*'()%-]+)?$/)
    })
  )
})

test('pages are computed from post numbers', () => {
  expect(postUrl(7, '充值', 20)).toBe('/t/7/%E5%85%85%E5%80%BC#p20')
  expect(postUrl(7, '?', 21)).toBe('/t/7?page=2#p21')
})
