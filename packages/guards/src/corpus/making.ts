import { sha256 } from '@noble/hashes/sha2.js'
import { createBase58check } from '@scure/base'
import { entropyToMnemonic } from '@scure/bip39'
import { wordlist as english } from '@scure/bip39/wordlists/english.js'
import { wordlist as simplified } from '@scure/bip39/wordlists/simplified-chinese.js'
import { wordlist as traditional } from '@scure/bip39/wordlists/traditional-chinese.js'

// Everything here is made while the tests run, the same every time: nothing that looks like a secret
// lies in the repository.
let state = 20_261_125

/** The next whole number below `limit` (mulberry32). */
export function number(limit: number): number {
  state = (state + 0x6d2b79f5) | 0
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
}

export const oneOf = <T>(choices: readonly T[]): T => choices[number(choices.length)] as T

const letters = (alphabet: string, length: number) =>
  Array.from({ length }, () => alphabet[number(alphabet.length)]).join('')

const bytes = (length: number) => Uint8Array.from({ length }, () => number(256))

export const digits = (length: number) => letters('0123456789', length)
export const hex = (length: number) => letters('0123456789abcdef', length)
export const base62 = (length: number) =>
  letters('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', length)
export const base58 = (length: number) =>
  letters('123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz', length)

const lists = { english, simplified, traditional }

/** The words of a valid phrase. */
export const phrase = (list: keyof typeof lists = 'english', words = 12): string[] =>
  entropyToMnemonic(bytes((words / 3) * 4), [...lists[list]]).split(/[\s\u3000]/)

/** Words of the list in a row without a valid checksum. */
export function nearlyPhrase(): string[] {
  const words = phrase()
  const last = words.pop() ?? ''
  return [...words, english[(english.indexOf(last) ^ 1) & 2047] ?? '']
}

export const wif = () => {
  const key = Uint8Array.of(0x80, ...bytes(32), 1)
  return createBase58check(sha256).encode(key)
}

export const pem = () => {
  const lines = Array.from({ length: 4 }, () => base62(64)).join('\n')
  return `-----BEGIN ${'PRIVATE'} KEY-----\n${lines}\n-----END ${'PRIVATE'} KEY-----`
}

const base64url = (text: string) => Buffer.from(text).toString('base64url')

export const jwt = () =>
  `${base64url('{"alg":"HS256","typ":"JWT"}')}.${base64url(`{"sub":"${digits(8)}"}`)}.${base62(43)}`

export const otpauth = () =>
  `otpauth://totp/Forum:anna?secret=${letters('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 32)}&issuer=Forum`

/** Digits with the last one as Luhn wants it. */
export function card(prefix = '4', length = 16): string {
  const start = prefix + digits(length - prefix.length - 1)
  return Array.from('0123456789', (last) => start + last).find(hasLuhn) ?? ''
}

const hasLuhn = (text: string) => {
  const weighed = Array.from(text, Number)
    .reverse()
    .map((digit, at) => (at % 2 ? (digit * 2) % 9 || digit : digit))
  return weighed.reduce((sum, digit) => sum + digit, 0) % 10 === 0
}

export const inFours = (text: string, by = ' ') => text.replace(/(.{4})(?=.)/g, `$1${by}`)

/** An identity number of the mainland. */
export function identity(): string {
  const start = `${oneOf(['110101', '310115', '440305', '510107'])}19${70 + number(30)}${oneOf(['0412', '1123', '0708'])}${digits(3)}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, at) => total + weight * Number(start[at]), 0)
  return start + '10X98765432'[sum % 11]
}

export const password = () =>
  `${letters('abcdefghjkmnpqrstuvwxyz', 5)}${letters('ABCDEFGH', 2)}${digits(3)}!`
export const wide = (text: string) =>
  text.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))
export const interleaved = (text: string) => Array.from(text).join('\u200B')
