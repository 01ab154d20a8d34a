import type { Detector, SecretKind } from './finding.ts'

const says = String.raw`(?:["'’”」*_\x60]{0,2}[ \t]{0,3}(?:[:=]|就?是|[为為]|\bis\b|\bwas\b|->)[ \t]{0,3})`
const quotes = String.raw`["'‘“「*_\x60]{0,2}`
const ascii = String.raw`[\x21-\x7e]`

const passwords = new RegExp(
  String.raw`(?:密[码碼]|口令|(?<![a-z_-])(?:password|passwd|passcode|passphrase|pwd|pass ?word))${says}${quotes}(${ascii}{4,128})`,
  'gi'
)
const codes = new RegExp(
  String.raw`(?:[验驗][证證]?[码碼]|[动動][态態](?:密)?[码碼]|校[验驗][码碼]|(?:verification|security|sms|2fa|mfa|one[- ]?time|login|auth(?:entication|enticator)?|google|otp) (?:pass)?code|\botp|(?:my|your|the) code)${says}?[ \t]{0,3}${quotes}(\d{3}[ -]?\d{3}|\d{4,8})(?![\d\p{L}.%-])`,
  'giu'
)
const keys = new RegExp(
  String.raw`(?:api|access|app|client|secret|bearer|auth)[ _-]?(?:secret|key|token|id)(?:[ _-]?(?:key|id))?${says}${quotes}([\w+/=.-]{16,256})`,
  'gi'
)

/** What is called a password, a code or a key: 密码：…, "my code is 123456", API_SECRET=… */
export const findCredentials: Detector = (text) => [
  ...valuesOf(text, 'password', passwords, isPassword),
  ...valuesOf(text, 'one_time_code', codes, () => true),
  ...valuesOf(text, 'api_key', keys, isRandom)
]

function valuesOf(
  text: string,
  kind: SecretKind,
  pattern: RegExp,
  isMeant: (value: string) => boolean
) {
  return [...text.matchAll(pattern)].flatMap(({ 0: whole, 1: given = '', index }) => {
    const value = given.replace(/["'`*_,.;)\]}]+$/, '')
    const start = index + whole.length - given.length
    return isMeant(value) ? [{ kind, start, end: start + value.length }] : []
  })
}

/** Digits, or letters with digits or signs; no placeholder, no code that fetches one, no sentence. */
function isPassword(value: string): boolean {
  if (value.length < 4 || /^[<[{($%]|[({<]|^(.)\1+$|^https?:|\.{3}|^\d+-\d+$/.test(value))
    return false
  if (/^(?:your|my|the|xx+|\*+|example|process\.|os\.|env)/i.test(value)) return false
  if (/^\d+$/.test(value)) return value.length >= 6
  return value.length >= 6 && /[a-z]/i.test(value) && /[\d!@#$%^&*?~+]/.test(value)
}

function isRandom(value: string): boolean {
  if (/your|example|xxxx|placeholder|process\.|here$/i.test(value)) return false
  return /\d/.test(value) && /[a-z]/i.test(value) && new Set(value).size >= 8
}
