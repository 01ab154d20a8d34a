import type { Detector, Finding, SecretKind } from '../detector.ts'
import { hasLabel, labelAfter, labelBefore, type LabelKind } from './labels.ts'

const plain = (text: string) => text.replace(/[\s().（）·•_/-]/g, '').toUpperCase()

type Form = {
  pattern: RegExp
  isValid(number: string): boolean
  /** Labels that are required; without this, checksum and format are enough. */
  called?: readonly LabelKind[]
}

const identity: readonly LabelKind[] = ['identity']

/** Formats of identity numbers in the countries where most users live. */
const forms: Form[] = [
  {
    pattern: /(?<![\w.])\d{6}[ -]?(?:19|20)\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?\d{3}[ -]?[\dXx](?!\w)/g,
    isValid: isMainland
  },
  { pattern: /(?<!\w)(?:\d[ .·•_/-]?){17}[\dXx](?!\w)/g, isValid: isMainland, called: identity },
  {
    pattern: /(?<!\w)[A-Z][ -]?[1289][ -]?(?:\d[ -]?){7}\d(?!\w)/gi,
    isValid: isTaiwan,
    called: identity
  },
  { pattern: /(?<!\w)[A-Z]{1,2} ?\d{3} ?\d{3} ?[(（] ?[\dA] ?[)）]/gi, isValid: isHongKong },
  { pattern: /(?<!\w)[A-Z]{1,2} ?\d{6} ?[\dA](?!\w)/gi, isValid: isHongKong, called: identity },
  { pattern: /(?<!\w)[STFG] ?\d{4} ?\d{3} ?[A-Z](?!\w)/gi, isValid: isSingapore, called: identity },
  { pattern: /(?<![\w.+-])\d{3}([ -])\d{2}\1\d{4}(?![\w.-])/g, isValid: isAmerican },
  {
    pattern: /(?<![\w.+-])\d{3} ?[ .·-] ?\d{2} ?[ .·-] ?\d{4}(?![\w-])/g,
    isValid: isAmerican,
    called: identity
  },
  { pattern: /(?<![\w.+-])\d{9}(?![\w.-])/g, isValid: isAmerican, called: identity },
  {
    pattern: /(?<!\w)(?:[A-Z]{1,2} ?\d{4} ?\d{3,4}|[A-Z]\d{2}[A-Z0-9]{5,6}|\d{9})(?!\w)/gi,
    isValid: () => true,
    called: ['passport']
  }
]

/** Finds numbers of identity cards, social security and passports. */
export const findIdentityNumbers: Detector = (text) =>
  forms
    .filter(({ called }) => !called || hasLabel(text, called))
    .flatMap(({ pattern, isValid, called }) =>
      Array.from(text.matchAll(pattern))
        .filter(({ 0: given }) => isValid(plain(given)))
        .map(toFinding)
        .filter((one) => (called ? isCalled(text, one, called) : !isOther(text, one)))
    )

const toFinding = ({ 0: { length }, index }: RegExpExecArray): Finding => {
  const kind: SecretKind = 'identity_number'
  return { kind, start: index, end: index + length }
}

function isCalled(text: string, { start, end }: Finding, called: readonly LabelKind[]): boolean {
  const before = labelBefore(text, start, 48)
  if (before) return called.includes(before.kind)
  const behind = labelAfter(text, end, 16)
  return (
    behind !== undefined &&
    called.includes(behind.kind) &&
    saying.test(text.slice(end, behind.start))
  )
}

const saying = /^[\s,，(（—-]{0,3}(?:is|was|是|[为為])?\s?(?:my|the|his|her|我的?)?[\s(（—-]{0,2}$/i

const isOther = (text: string, { start }: Finding) => labelBefore(text, start, 24)?.kind === 'id'

const province = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/
const birthday = /^.{6}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** GB 11643. */
function isMainland(number: string): boolean {
  if (!province.test(number) || !birthday.test(number)) return false
  return '10X98765432'[weighed(number, weights) % 11] === number[17]
}

const weighed = (digits: string, by: readonly number[]) =>
  by.reduce((total, weight, at) => total + weight * Number(digits[at] ?? 0), 0)

const letters = 'ABCDEFGHJKLMNPQRSTUVXYWZIO'

function isTaiwan(number: string): boolean {
  const letter = letters.indexOf(number[0] ?? '') + 10
  const digits = `${Math.floor(letter / 10)}${letter % 10}${number.slice(1)}`
  return weighed(digits, [1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1]) % 10 === 0
}

/**
 * One or two letters, six digits and a check digit that makes the weighted sum divisible by 11 (A
 * for ten).
 */
function isHongKong(number: string): boolean {
  const [, prefix = '', digits = '', check = ''] = /^([A-Z]{1,2})(\d{6})([\dA])$/.exec(number) ?? []
  if (!prefix) return false
  const values = Array.from(prefix.padStart(2, ' '), (one) =>
    one === ' ' ? 36 : one.charCodeAt(0) - 55
  )
  const sum = [...values, ...Array.from(digits, Number)].reduce(
    (total, value, at) => total + value * (9 - at),
    0
  )
  return (sum + (check === 'A' ? 10 : Number(check))) % 11 === 0
}

function isSingapore(number: string): boolean {
  const [, first = '', digits = '', last = ''] = /^([STFG])(\d{7})([A-Z])$/.exec(number) ?? []
  const rest = (weighed(digits, [2, 7, 6, 5, 4, 3, 2]) + (/[TG]/.test(first) ? 4 : 0)) % 11
  return (/[ST]/.test(first) ? 'JZIHGFEDCBA' : 'XWUTRQPNMLK')[rest] === last
}

/** Social security number: no area 000, 666 or above 899, no group 00, no serial number 0000. */
function isAmerican(number: string): boolean {
  return /^(?!000|666|9\d\d)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test(number)
}
