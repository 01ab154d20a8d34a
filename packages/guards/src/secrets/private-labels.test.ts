import { expect, test } from 'vitest'
import { asksForPrivateData } from './private-labels.ts'

test.each([
  ...['Account ID', 'UID', 'User name', 'Phone number', 'Your phone', 'E-mail', 'Password'],
  ...['Recovery phrase', 'Seed', '12 words', 'Passport number', 'ID card number', 'API key'],
  ...['Wallet address', 'Private key', 'Verification code', 'Full name', 'Card number'],
  ...[
    '账户ID',
    '帳號',
    '用户名',
    '手机号',
    '手機號碼',
    '聯絡方式',
    '邮箱',
    '密码',
    '助记词',
    '助憶詞'
  ],
  ...['身份证号', '護照號碼', '私钥', '短信验证码', '充值地址', '真实姓名', '银行卡号']
])('a public form does not ask for “%s”', (label) => {
  expect(asksForPrivateData(label)).toBe(true)
})

test.each([
  ...['Network', 'Amount', 'App version', 'Phone model', 'Account type', 'Operating system'],
  ...['Error code', 'Transaction ID', 'Order type', 'Coin', 'Browser', 'When it happened'],
  ...[
    '网络',
    '金额',
    '应用版本',
    '手机型号',
    '账户类型',
    '操作系統',
    '錯誤代碼',
    '交易哈希',
    '币种',
    '幣種',
    '卡顿程度'
  ]
])('it may ask for “%s”', (label) => {
  expect(asksForPrivateData(label)).toBe(false)
})
