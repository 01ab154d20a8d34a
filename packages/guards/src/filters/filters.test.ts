import { expect, test } from 'vitest'
import { compileFilters, isUsable } from './filter-matching.ts'

const find = compileFilters([
  { form: 'words', value: '加微信', action: 'hold' },
  { form: 'words', value: 'free airdrop', action: 'hold' },
  { form: 'words', value: '垃圾', action: 'mask' },
  { form: 'pattern', value: '(?i)HB-[0-9]{8}', action: 'account_id' }
])
const passages = async (text: string) =>
  (await find(text)).map(({ action, start, end }) => [action, text.slice(start, end)])

test.each([
  ['请加微信', '加微信'],
  ['请 加 微 . 信 谢谢', '加 微 . 信'],
  ['請加微\u200b信', '加微\u200b信'],
  ['FREE  AIRDROP!', 'FREE  AIRDROP'],
  ['f.r.e.e-a1rdr0p', 'f.r.e.e-a1rdr0p'],
  ['ｆｒｅｅ ａｉｒｄｒｏｐ', 'ｆｒｅｅ ａｉｒｄｒｏｐ'],
  ['frее аirdrоp today', 'frее аirdrоp']
])('%s holds a word in disguise', async (text, passage) => {
  expect(await passages(text)).toEqual([['hold', passage]])
})

test('simplified and traditional characters find each other', async () => {
  expect(await passages('這是垃圾，那也是垃 圾')).toEqual([
    ['mask', '垃圾'],
    ['mask', '垃 圾']
  ])
  const traditional = compileFilters([{ form: 'words', value: '錢包', action: 'hold' }])
  expect(await traditional('我的钱包')).toHaveLength(1)
})

test.each(['carefree airdrops', 'free airdropping', '微信加我', 'airdrop free'])(
  '%s holds none',
  async (text) => {
    expect(await passages(text)).toEqual([])
  }
)

test('a pattern is found as written, also in full-width digits', async () => {
  expect(await passages('账户 hb-１２３４５６７８ 谢谢')).toEqual([
    ['account_id', 'hb-１２３４５６７８']
  ])
})

test.each(['(', 'a*', '(?=a)b', '(a)\\1', '[a-z ]{1,900}x{1,900}', ''])(
  'the pattern %j is refused',
  (value) => {
    expect(isUsable({ form: 'pattern', value })).toBe(false)
  }
)

test('a filtered word needs at least two letters', () => {
  expect(isUsable({ form: 'words', value: ' . ' })).toBe(false)
  expect(isUsable({ form: 'words', value: '微' })).toBe(false)
  expect(isUsable({ form: 'words', value: '微信' })).toBe(true)
})

test.each(['加', '加微', 'f', 'free ', 'HB-', 'HB-1', '垃 '])(
  'the longest post, made of %j, is searched in bounded time',
  async (piece) => {
    const begun = process.cpuUsage()
    await find(piece.repeat(20_000).slice(0, 20_000))
    expect(process.cpuUsage(begun).user / 1000).toBeLessThan(1500)
  }
)
