import { expect, test } from 'vitest'
import type { ForumLanguages, Locale, Ports } from '@stoa/core'
import { clearLanguageOf, detectLanguage } from './language-detection.ts'

const forum = (all: Locale[], locale: Locale = 'en') => ({
  ...{ locale, ports: { languages: { all, default: all[0] } as ForumLanguages } as Ports }
})

test.each([
  ['你好，请问提现失败怎么办', 'zh-CN'],
  ['我的帳戶無法登入，請問該怎麼辦', 'zh-TW'],
  ['皇后大道上的里程碑，這裡說明了後面的問題', 'zh-TW'],
  ['How do I withdraw USDT?', 'en'],
  ['API 返回 invalid signature timestamp 是什么原因', 'zh-CN'],
  ['What does the button 提现 do in the wallet application on my phone please', 'en'],
  ['提现报错：\n```\nError: withdrawal rejected by upstream node after timeout\n```', 'zh-CN'],
  ['人人', 'zh-CN'],
  ['12345 !!!', 'en'],
  ['', 'en']
])('%j is written in %s', (text, language) => {
  expect(detectLanguage(forum(['en', 'zh-CN', 'zh-TW'], 'zh-TW'), text)).toBe(language)
})

test.each([
  ['Hello, this sms is REAL, new regulation from Monday.', 'en'],
  ['TRC20 USDT', null],
  ['查到了，這筆鏈上是成功的', 'zh-TW'],
  ['大陆同行路过，通用，收藏了', 'zh-CN'],
  ['好的', null],
  ['+1', null]
])('%j is clearly written in %s', (text, language) => {
  expect(clearLanguageOf(forum(['en', 'zh-CN', 'zh-TW']), text)).toBe(language)
})

test('a text is in a language of the forum', () => {
  expect(detectLanguage(forum(['zh-CN']), 'How do I withdraw?')).toBe('zh-CN')
  expect(detectLanguage(forum(['en', 'zh-CN']), '我的帳戶無法登入')).toBe('zh-CN')
  expect(detectLanguage(forum(['zh-TW', 'en']), '你好')).toBe('zh-TW')
})
