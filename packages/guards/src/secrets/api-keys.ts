import type { Detector, Finding } from '../detector.ts'
import { hasLabel, labelBefore, type LabelKind } from './labels.ts'

const long = /(?<![\w+/=.-])[\w+/=.~-]{16,512}(?![\w+/=])/g
const bearer =
  /\b(?:authorization["']?\s{0,3}[:=]\s{0,3}["']?(?:bearer|basic|token|bot)|bearer)[\s:"']{1,4}(?<value>[\w+/=.~-]{16,2000})/gi
const cookie =
  /(?<![\w-])(?:(?:__host-|__secure-)?(?:[\w-]{0,24}[_.-])?(?:sess(?:ion)?(?:[_.-]?id)?|sid|auth|token|jwt|remember(?:[_-]me)?)|connect\.sid|[jp]hp?sessi(?:on)?id|jsessionid|phpsessid|asp\.net_sessionid)["']?\s{0,2}[=:]\s{0,2}["']?(?<value>[\w%+/=.~:-]{16,2000})/gi
/** Tokens of this forum's API. */
const ours = /(?<!\w)stoa_(?<value>[\w-]{43})(?![\w-])/g

/** Finds random values that are called a key, a token or a session. */
export const findApiKeys: Detector = (text) => [
  ...called(text),
  ...valuesOf(text, bearer),
  ...valuesOf(text, cookie),
  ...valuesOf(text, ours)
]

const certain: readonly LabelKind[] = ['api', 'totp']
const perhaps: readonly LabelKind[] = ['key', 'password']

function called(text: string): Finding[] {
  if (!hasLabel(text, [...certain, ...perhaps])) return []
  return Array.from(text.matchAll(long)).flatMap(({ 0: given, index }) => {
    const value = given.replace(/[.=,-]+$/, '')
    if (!isRandom(value) && !isLettersByChance(value)) return []
    const label = labelBefore(text, index, 72)
    if (
      !label ||
      !(certain.includes(label.kind) || (perhaps.includes(label.kind) && isDrawn(value)))
    )
      return []
    const between = text.slice(label.end, index)
    if (/[。！？!?]|\n\s*\n|\. /.test(between)) return []
    return [{ kind: 'api_key', start: index, end: index + value.length }]
  })
}

function valuesOf(text: string, pattern: RegExp): Finding[] {
  return Array.from(text.matchAll(pattern)).flatMap(({ 0: whole, groups, index }) => {
    const value = (groups?.['value'] ?? '').replace(/[.,-]+$/, '')
    if (!isRandom(value) && !isLettersByChance(value)) return []
    const start = index + whole.lastIndexOf(groups?.['value'] ?? '')
    return [{ kind: 'api_key', start, end: start + value.length }]
  })
}

/**
 * True for values with many different letters and digits that are no placeholder, blockchain
 * address, path or host.
 */
function isRandom(value: string): boolean {
  if (/your|example|xxxx|placeholder|process\.|here$|^0x[0-9a-f]{40}$|^https?:/i.test(value))
    return false
  if (/^[\w-]+(?:\.[a-z][\w-]*)+$/i.test(value) && !/[\w-]{20}/.test(value)) return false
  return /\d/.test(value) && /[a-z]/i.test(value) && new Set(value).size >= 8
}

/** Random letters without a digit, as one in a hundred values of 24 characters is. */
const isLettersByChance = (value: string) =>
  /^[A-Za-z]{24,}$/.test(value) && (value.match(/[a-z][A-Z]/g) ?? []).length >= 4

/**
 * "The key is …" is weaker evidence than "the API key is …", as hashes and file names are keys,
 * too.
 */
const isDrawn = (value: string) =>
  value.length >= 20 && !/[/.]/.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value)
