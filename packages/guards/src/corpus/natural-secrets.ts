import * as make from './makers.ts'
import {
  base32,
  hongKong,
  misspelled,
  otherList,
  shortened,
  taiwan,
  unchecked
} from './made-values.ts'
import type { SecretText } from './templates.ts'

const texts = (
  kind: SecretText['kind'],
  given: [secret: string, before: string, after?: string][]
) =>
  given.map(([secret, before, after = '']): SecretText => {
    return { kind, secret, text: `${before}${secret}${after}` }
  })

const phrases = texts('seed_phrase', [
  [unchecked(12).join(' '), 'wallet says invalid, my seed words: '],
  [unchecked(11).join(' '), 'I only have 11 words of my recovery phrase left: ', ' what now'],
  [misspelled(12, 2).join(' '), '我的助记词是 ', ' 为什么一直提示错误'],
  [misspelled(24, 2).join(' '), 'Here is my 24-word backup, is something misspelled? '],
  [shortened(12).join(' '), '助记词前四个字母：'],
  [shortened(24).join(' '), 'mnemonic (first four letters): '],
  [
    unchecked(12)
      .map((word, at) => `第${at + 1}个是${word}`)
      .join('，'),
    '备份词，'
  ],
  [
    unchecked(12)
      .map((word, at) => `${at + 1}st ${word}`)
      .join(', '),
    'seed phrase in order: '
  ],
  [
    unchecked(12)
      .map((word, at) => `${at + 1}. ${word}`)
      .join('\n'),
    'my words\n'
  ],
  [unchecked(12).join(' / '), '註記詞：'],
  [unchecked(12).join(' '), '', ' <- 这是我的助记词，谁能帮我看看'],
  [
    unchecked(12).join(' '),
    'I restored with ',
    ' and it is my seed phrase, but the balance is zero'
  ],
  [otherList('spanish').join(' '), 'mi frase semilla: '],
  [otherList('french').join(' '), 'ma phrase de récupération : '],
  [otherList('italian').join(' '), 'seed phrase italiana: '],
  [otherList('korean').join(' '), '니모닉: '],
  [otherList('japanese').join('　'), 'リカバリーフレーズ '],
  [otherList('czech').join(' '), 'recovery words are '],
  [otherList('portuguese').join(' '), 'minha frase de recuperação é ']
])

const keys = texts('private_key', [
  [make.hex(64), '我的私匙 '],
  [make.hex(64), '秘钥是 ', ' 导入失败'],
  [make.hex(64), '錢包金鑰是'],
  [make.hex(64), 'secret = '],
  [make.hex(64), 'metamask asks for the key, I typed 0x'],
  [make.hex(64).replace(/(.{32})/, '$1\n'), 'priv key:\n'],
  [make.hex(64).replace(/(.{16})(?=.)/g, '$1 '), 'my private key is '],
  [make.base58(88), 'phantom 导出的私钥 '],
  [`[${Array.from({ length: 64 }, () => make.number(256)).join(',')}]`, 'id.json is '],
  [`[${Array.from({ length: 64 }, () => make.number(256)).join(', ')}]`, '密钥文件内容：']
])

const seeds = texts('otpauth', [
  [base32(16), 'authenticator setup key is '],
  [make.inFours(base32(32).toLowerCase()), '谷歌验证器密钥 '],
  [base32(32), '2FA secret: '],
  [make.inFours(base32(16)), '绑定的时候给我的16位密钥是 ', ' 换手机了'],
  [base32(26), 'TOTP seed ']
])

const codes = texts('one_time_code', [
  [make.digits(6), 'he asked for the code and I told him '],
  [`${make.digits(3)} ${make.digits(3)}`, 'the sms code says '],
  [make.digits(6), '', ' is the verification code they sent me'],
  [make.digits(6), '收到的短信验证码是 ', ' 但是提示错误'],
  [make.digits(6), '客服让我报验证码，我说了', ''],
  ['四八二九一三', '验证码是'],
  ['七 三 九 零 二 一', '短信验证码 '],
  ['four eight two nine one three', 'the code is '],
  [`${make.digits(3)}然后${make.digits(3)}`, '动态口令是'],
  [Array.from(make.digits(6)).join(' '), '2fa code '],
  [`${make.hex(4)}1-${make.hex(4)}2`, 'my backup codes: '],
  [`${make.digits(4)} ${make.digits(4)}`, '备用码 '],
  [`${make.digits(8)}\n${make.digits(8)}`, 'Google recovery codes\n']
])

const passwords = texts('password', [
  [make.digits(6), '资金密码是'],
  [make.digits(6), '交易密码 '],
  [make.password(), 'login anna pass '],
  [make.password(), 'pwd '],
  [make.password(), '我把登录密码改成了 ', ' 还是登不上'],
  [make.password(), 'the password I always use is '],
  [make.password(), 'I changed my password to ', ' yesterday'],
  ['4829', 'my withdrawal PIN is '],
  ['sunshine', 'Password: "', '"']
])

const tokens = texts('api_key', [
  [make.base62(40), 'Authorization: Bearer '],
  [make.base62(32), 'Cookie: sid='],
  [`s%3A${make.base62(32)}.${make.base62(43)}`, 'cookie: connect.sid='],
  [make.base62(64), '接口密钥：'],
  [make.base62(32), '我的API密钥是 '],
  [make.base62(32), '访问令牌 '],
  [make.base62(43), 'stoa_session='],
  [`stoa_${make.base62(43)}`, 'curl with ', ' answers 403']
])

const cards = texts('bank_card', [
  [make.card('37', 15), 'they charged '],
  [make.card('4'), 'please refund to ', ' thanks'],
  [make.card('5100'), '退到 ', ' 吧'],
  [make.card('37', 15).replace(/(.{4})(.{6})(.{5})/, '$1 $2 $3'), 'my amex '],
  [make.card('62', 19), '工资卡 ']
])

const identities = texts('identity_number', [
  [make.identity().replace(/^(.{6})(.{8})(.{4})$/, '$1 $2 $3'), '身份证 '],
  [hongKong(), 'HKID '],
  [taiwan(), '身分證字號 '],
  ['S1234567D', 'my NRIC is '],
  ['123-45-6789', 'SSN: '],
  [`E${make.digits(8)}`, '护照号码 '],
  [`EA${make.digits(7)}`, 'passport no. ', ' was refused']
])

/** Secrets that users post without knowing that they are secret or that the forum is public. */
export const naturalSecrets: SecretText[] = [
  ...phrases,
  ...keys,
  ...seeds,
  ...codes,
  ...passwords,
  ...tokens,
  ...cards,
  ...identities
]
