import { expect, test } from 'vitest'
import { initialLanguages } from '@stoa/core/languages'
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
  expect(negotiate(header, initialLanguages())).toBe(locale)
})

test('a language that is not offered is replaced by the next one its readers read', () => {
  const languages = { all: ['zh-CN', 'en'], default: 'zh-CN' } as const
  expect(negotiate('zh-TW,en;q=0.9', languages)).toBe('zh-CN')
  expect(negotiate('de,en;q=0.9', languages)).toBe('en')
  expect(negotiate('de', languages)).toBe('zh-CN')
})
