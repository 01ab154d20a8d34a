import { expect, test } from 'vitest'
import * as browser from '../browser.ts'
import * as server from '../index.ts'
import { innocentTexts } from './innocent.ts'
import { base62, digits, inFours } from './makers.ts'
import { secretTexts } from './secrets.ts'

const texts = [...innocentTexts, ...secretTexts.map(({ text }) => text)]

test('a browser finds the server’s secrets, with their positions', () => {
  for (const text of texts) expect(browser.findSecrets(text)).toEqual(server.findSecrets(text))
})

test.each([
  () => `dckr_pat_${base62(27)}`,
  () => `figd_${base62(40)}`,
  () => `tskey-auth-${base62(12)}-${base62(32)}`,
  () => `postgres://forum:${base62(16)}@db.internal:5432/forum`,
  () => `https://hooks.slack.com/services/T${digits(9)}/B${digits(9)}/${base62(24)}`
])('a browser knows the rules for known providers, too (%#)', (make) => {
  expect(browser.findSecrets(`My key is ${make()}, what now?`)).toMatchObject([{ kind: 'api_key' }])
})

const numbers = [
  ...['Call +86 138 0013 8000', '号码是 13800138000', 'anna@harbor.cn', inFours(digits(16))],
  // Formatted as a number, but invalid.
  ...['Error +999 123 456 789', '+1 000 000 0000', '编号 13800138000', '0912345678']
]

test('a browser finds the server’s personal data, with its positions', async () => {
  for (const text of [...texts, ...numbers])
    expect(await browser.findPersonalData(text)).toEqual(server.findPersonalData(text))
})

test('official contacts are no personal data', async () => {
  const list = [
    { kind: 'phone', value: '138 0013 8000' },
    { kind: 'email', value: 'Care@harbor.cn' },
    { kind: 'name', value: 'Harbor' }
  ]
  const leftOf = async (text: string) =>
    browser.notListed(text, await browser.findPersonalData(text), list)
  expect(await leftOf('拨打 １３８-0013-8000 或 +86 138 0013 8000，care@harbor.cn')).toEqual([])
  expect(await leftOf('拨打 13800138001，my.care@harbor.cn')).toMatchObject([
    { kind: 'phone' },
    { kind: 'email' }
  ])
  expect(await leftOf('care@harbor.cn 或 anna@harbor.cn')).toMatchObject([{ kind: 'email' }])
})

test('neither finds what only looks like a phone number', async () => {
  expect(await browser.findPersonalData('Error +999 123 456 789')).toEqual([])
  expect(await browser.findPersonalData('Call +86 138 0013 8000')).toMatchObject([
    { kind: 'phone' }
  ])
})

test('a browser finds the same matches of the organisation’s patterns', async () => {
  const value = 'HB-[0-9]{8}'
  const text = '我的账户是 ＨＢ-12\u200b345678，另一个 HB-87654321'
  const search = await browser.searchFor([{ kind: 'account_id', value }])
  const find = server.compileFilters([{ form: 'pattern', value, action: 'account_id' }])
  const found = (await find(text)).map(({ action: kind, ...passage }) => ({ kind, ...passage }))
  expect(found).toHaveLength(2)
  expect(search(text)).toEqual(found)
})
