import { expect, test } from 'vitest'
import * as browser from '../browser.ts'
import * as server from '../index.ts'
import { innocentTexts } from './innocent.ts'
import { base62, digits, inFours } from './making.ts'
import { secretTexts } from './secrets.ts'

const texts = [...innocentTexts, ...secretTexts.map(({ text }) => text)]

test('a browser finds the secrets that the server finds, and where they stand', () => {
  for (const text of texts) expect(browser.findSecrets(text)).toEqual(server.findSecrets(text))
})

test.each([
  () => `dckr_pat_${base62(27)}`,
  () => `figd_${base62(40)}`,
  () => `tskey-auth-${base62(12)}-${base62(32)}`,
  () => `postgres://forum:${base62(16)}@db.internal:5432/forum`,
  () => `https://hooks.slack.com/services/T${digits(9)}/B${digits(9)}/${base62(24)}`
])('what only the rules for known makers tell, a browser tells too (%#)', (make) => {
  expect(browser.findSecrets(`My key is ${make()}, what now?`)).toMatchObject([{ kind: 'api_key' }])
})

test('whatever the server asks about before it is public a browser has asked about', () => {
  const asked = [
    'Call +86 138 0013 8000',
    '号码是 13800138000',
    'anna@harbor.cn',
    inFours(digits(16))
  ]
  for (const text of [...texts, ...asked]) {
    const quickly = browser.findPersonalDataQuickly(text)
    for (const { kind, start, end } of server.findPersonalData(text))
      expect(quickly.some((one) => one.kind === kind && one.start <= start && one.end >= end)).toBe(
        true
      )
  }
})
