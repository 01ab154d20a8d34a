import { expect, test } from 'vitest'
import { namesAccount } from './phishing-tags.ts'

test.each([
  [['telegram', 'harbor_hacks']],
  [['help', 'harbor_hacks', 'Telegram']],
  [['vx.harbor88']],
  [['ＴＧ', 'harborhelp88']],
  [['微信', 'harbor_kf']]
])('%j names an account on an app', (tags) => {
  expect(namesAccount(tags)).toBe(true)
})

test.each([
  [['telegram', 'bots']],
  [['telegram', 'web3', 'node.js']],
  [['whatsapp', 'trc20']],
  [['line', 'chart']],
  [['login_error', 'wallet', 'telegram']],
  [['vx.api', 'qq.com']]
])('%j names no account', (tags) => {
  expect(namesAccount(tags)).toBe(false)
})
