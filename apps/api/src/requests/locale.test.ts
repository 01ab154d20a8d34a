import { expect, test } from 'vitest'
import { negotiate } from './locale.ts'

test.each([
  ['zh-TW,zh;q=0.9', 'zh-TW'],
  ['zh-Hant-HK', 'zh-TW'],
  ['zh-MO', 'zh-TW'],
  ['zh', 'zh-CN'],
  ['zh-Hans-SG,en;q=0.5', 'zh-CN'],
  ['fr,en-GB;q=0.8,zh;q=0.9', 'zh-CN'],
  ['zh;q=0,en', 'en'],
  ['de', 'en'],
  ['', 'en']
])('Accept-Language %j reads %s', (header, locale) => {
  expect(negotiate(header)).toBe(locale)
})
