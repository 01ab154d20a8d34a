import * as make from './makers.ts'
import { phraseTexts } from './phrases.ts'
import { bare, every, inChinese, inCode, inEnglish, type SecretText } from './templates.ts'

const keys = [
  ...every('private_key', [make.pem, make.wif], [bare, inEnglish, inChinese, inCode]),
  ...every(
    'private_key',
    [() => make.hex(64), () => `0x${make.hex(64)}`, () => make.base58(88)],
    [
      (secret) => `private key: ${secret}`,
      (secret) => `Here is my private key, please check my balance ${secret}`,
      (secret) => `我的私钥是 ${secret} 为什么导入失败`,
      (secret) => `PRIVATE_KEY=${secret}`,
      (secret) => `錢包私鑰：${secret}`
    ]
  )
]

const tokens = every(
  'api_key',
  [
    () => `ghp_${make.base62(36)}`,
    () => `AKIA${make.base62(16).toUpperCase()}`,
    () => `xoxb-${make.digits(12)}-${make.digits(12)}-${make.base62(24)}`,
    () => `sk_live_${make.base62(24)}`,
    () => `glpat-${make.base62(20)}`,
    () => `AIza${make.base62(35)}`,
    () => `npm_${make.base62(36)}`,
    () => `${make.digits(10)}:AA${make.base62(33)}`,
    () => `SG.${make.base62(22)}.${make.base62(43)}`,
    () => `sk-ant-api03-${make.base62(93)}AA`
  ],
  [bare, inChinese]
)

const called = every(
  'api_key',
  [() => make.base62(32), () => make.base62(64)],
  [
    (secret) => `api secret: ${secret}`,
    (secret) => `API_KEY="${secret}"`,
    (secret) => `"secretKey": "${secret}"`,
    (secret) => `我的 API Key：${secret}`
  ]
)

const codes = every(
  'one_time_code',
  [() => make.digits(6)],
  [
    (secret) => `验证码 ${secret}`,
    (secret) => `收到的验证码是${secret}，输入后报错`,
    (secret) => `驗證碼：${secret}`,
    (secret) => `动态码：${secret}`,
    (secret) => `短信验证码：${make.wide(secret)}`,
    (secret) => `my code is ${secret} but it says expired`,
    (secret) => `Verification code: ${secret}`,
    (secret) => `The 2FA code was ${secret}`,
    (secret) => `OTP ${secret}`,
    (secret) => `谷歌验证码【${secret}】`.replace('【', ' ').replace('】', ' ')
  ]
)

const passwords = every(
  'password',
  [make.password],
  [
    (secret) => `密码：${secret}`,
    (secret) => `账号 anna 密码 是 ${secret}`,
    (secret) => `密碼是${secret}，登不進去`,
    (secret) => `my password is ${secret}`,
    (secret) => `Password: ${secret}`,
    (secret) => `login: anna\npwd=${secret}`,
    (secret) => `口令：${secret}`,
    (secret) => `The password was "${secret}" yesterday`
  ]
)

const cards = every(
  'bank_card',
  [
    () => make.inFours(make.card()),
    () => make.inFours(make.card('62', 19)),
    () => make.inFours(make.card('53'), '-')
  ],
  [bare, (secret) => `我的卡 ${secret} 被扣款两次`, (secret) => `I paid with ${secret} last week`]
).concat(
  every(
    'bank_card',
    [() => make.card('62', 19), () => make.card('62', 16), () => make.card('4')],
    [
      (secret) => `银行卡号：${secret}`,
      (secret) => `card number ${secret}`,
      (secret) => `卡号${secret}不能提现`
    ]
  )
)

const identities = every(
  'identity_number',
  [make.identity],
  [
    bare,
    (secret) => `身份证：${secret}`,
    (secret) => `实名认证失败，证件号 ${secret}，姓名王伟`,
    (secret) => `my ID is ${secret}`,
    (secret) => `身份证号${make.wide(secret)}`
  ]
)

/** Texts with one secret each. */
export const secretTexts: SecretText[] = [
  ...phraseTexts,
  ...keys,
  ...every('otpauth', [make.otpauth], [bare, inEnglish, inChinese]),
  ...every(
    'jwt',
    [make.jwt],
    [bare, inEnglish, inCode, (secret) => `Authorization: Bearer ${secret}`]
  ),
  ...tokens,
  ...called,
  ...codes,
  ...passwords,
  ...cards,
  ...identities
]
