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
  ['It arrived after twenty confirmations', 'en'],
  ['TRC20 USDT', null],
  ['查到了，這筆鏈上是成功的', 'zh-TW'],
  ['大陆同行路过，通用，收藏了', 'zh-CN'],
  ['好的', null],
  ['谢谢', null],
  ['提现一直报错，请问怎么办：\n```\nError: the withdrawal is not what you have\n```', 'zh-CN'],
  ['~~~\nError: the withdrawal was not found in what you have\n~~~\n这个问题怎么处理', 'zh-CN'],
  ['The app shows 提币失败 and I do not know what to do about it', 'en'],
  ['my app says 提币失败 again today', null],
  ['台北只有一台，后来里面干了，准備好范例', null],
  ['我在台北的朋友只有一台手機，後來壞了', 'zh-TW'],
  ['他姓范，后来在台里干活，准时到了，请问怎么办', 'zh-CN'],
  ['出金ができません。どうすればいいですか', null],
  ['Warum kann ich mein Geld nicht auszahlen lassen', null],
  ['+1', null]
])('%j is clearly written in %s', (text, language) => {
  expect(clearLanguageOf(forum(['en', 'zh-CN', 'zh-TW']), text)).toBe(language)
})

test('Japanese is told by its kana where the forum has it', () => {
  const text = '出金ができません。どうすればいいですか'
  expect(clearLanguageOf(forum(['en', 'ja', 'zh-CN']), text)).toBe('ja')
})

test('telling the language of a long message takes less than half a millisecond', () => {
  const text = '我的提现一直没有到账，请问这个问题应该怎么处理。'.repeat(400)
  const times = Array.from({ length: 200 }, () => {
    const start = performance.now()
    clearLanguageOf(forum(['en', 'zh-CN', 'zh-TW']), text)
    return performance.now() - start
  })
  // Other processes may slow some of them.
  expect(Math.min(...times)).toBeLessThan(0.5)
})

test('a text is in a language of the forum', () => {
  expect(detectLanguage(forum(['zh-CN']), 'How do I withdraw?')).toBe('zh-CN')
  expect(detectLanguage(forum(['en', 'zh-CN']), '我的帳戶無法登入')).toBe('zh-CN')
  expect(detectLanguage(forum(['zh-TW', 'en']), '你好')).toBe('zh-TW')
})
