import { expect, test } from 'vitest'
import { nearlyEqualTo } from './near-equality.ts'

const isNear = (one: string, other: string) => nearlyEqualTo(one)(other)

test('texts that differ in a word, case, punctuation or script are nearly equal', () => {
  const text = 'Withdrawals to my bank have been stuck for three days now, please help me.'
  expect(isNear(text, text.toUpperCase().replace('three', 'four'))).toBe(true)
  expect(
    isNear('我的提现三天没有到账，请帮忙处理一下', '我的提現三天沒有到賬！！請幫忙處理一下。')
  ).toBe(true)
})

test('texts in other words are not nearly equal, nor are texts without words', () => {
  expect(
    isNear('My withdrawal is stuck for three days.', 'My deposit has not arrived today.')
  ).toBe(false)
  expect(isNear('👍', '👍')).toBe(false)
})
