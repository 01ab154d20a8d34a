import type { Detector, Finding } from '../detector.ts'
import { labelsIn, type Label } from './labels.ts'

const quotes = String.raw`["'‘’“”「『*_\x60【〔<（(]`
const said = String.raw`(?:\bis\b|\bwas\b|就?是|[为為]|->|→|=>|:|=)`
const stressed = String.raw`(?:(?:literally|actually|really|just|simply|still|now|currently|always|exactly|probably|maybe|also|一直是?|就叫|还是|[還]是)[ \t]{1,2})?`
const value = String.raw`(?<value>[\x21-\x7e]{4,128})`

/** Right after the label, with or without a verb. */
const beside = new RegExp(
  String.raw`^(?:["'’”」*_\x60)\]】]{0,3}[ \t]{0,3}(?:(?<said>${said}|[,，])[ \t]{0,3}){0,2}${stressed})(?<quote>${quotes}{0,3})${value}`,
  'i'
)
/** A few words after the label, with a verb. */
const inSentence = new RegExp(
  String.raw`^[^。！？!?;；\n\x60]{0,44}?(?:(?<said>\bis\b|\bwas\b|:|=|[设設改定换換](?:[成为為]了?|了)|[设設]置[为為成]|[设設]的?是|用的?是?|[填输輸]的?是?|是|叫|\bto\b|\bset as\b|\bused?\b|\btried\b|\bentered\b|\btyped?\b|\bit's\b)[ \t]{0,3}${stressed})(?<quote>${quotes}{0,3})${value}`,
  'i'
)

/**
 * Finds passwords and PINs by their label: 密码：…, "my password is …", "the fund password I set was
 * …".
 */
export const findPasswords: Detector = (text) =>
  labelsIn(text).flatMap((label, at, all) => {
    if (label.kind !== 'password') return []
    const next = all[at + 1]
    return passwordAt(
      text,
      label,
      next && /^(?:other|id|hash|code)$/.test(next.kind) ? next.start : Infinity
    )
  })

/** "… is my password" */
const behindIt =
  /(?<value>[\x21-\x7e]{6,64})["'”’」）)]{0,2}\s{0,2}(?:\bis|\bwas|就?是|<-+|←|,? ?that's|这是|這是)\s?(?:my|the|our|his|her|我的?|[他她]的)?(?: \w{2,10})?\s?$/i

function passwordBefore(text: string, label: Label): Finding[] {
  const from = Math.max(0, label.start - 100)
  const found = behindIt.exec(text.slice(from, label.start))
  const word = found?.groups?.['value'] ?? ''
  if (!found || !isStrong(word)) return []
  const start = from + found.index
  return [{ kind: 'password', start, end: start + word.length }]
}

/** True for values that are hardly anything but a password. */
const isStrong = (word: string) =>
  !isPlaceholder(word) &&
  !isNamedThing(word) &&
  /[a-z]/i.test(word) &&
  /\d/.test(word) &&
  word.length >= 7

function passwordAt(text: string, label: Label, before: number): Finding[] {
  const rest = text.slice(label.end, label.end + 180)
  const near = besideOf(text, label, rest)
  const isSaid = near?.groups?.['said'] !== undefined
  if (near && isPassword(near, isSaid, isPin(text, label))) return [toFinding(near, label)]
  const far = inSentence.exec(rest)
  if (!far || !isPassword(far, false, false)) return passwordBefore(text, label)
  const found = toFinding(far, label)
  return found.start < before ? [found] : []
}

/** A comma after "passwords" goes on with a list or a sentence. */
function besideOf(text: string, { start, end }: Label, rest: string) {
  const near = beside.exec(rest)
  const isListed = /s$/i.test(text.slice(start, end)) && isComma(near?.groups?.['said'])
  return isListed ? null : near
}

const isComma = (said: string | undefined) => said !== undefined && /^[,，]$/.test(said)

const isPin = (text: string, { start, end }: Label) =>
  /pin|[资資][金产產]|取款|交易|支付|提|卡|fund|withdraw|trad|pay/i.test(text.slice(start, end))

function toFinding(match: RegExpExecArray, label: Label): Finding {
  const given = match.groups?.['value'] ?? ''
  const start = label.end + match.index + match[0].length - given.length
  return { kind: 'password', start, end: start + trimmed(given).length }
}

const trimmed = (given: string) => given.replace(/["'`*_,.;:)\]}>]+$/, '')

/** Digits, or letters with digits or signs; not a placeholder, an expression or a sentence. */
function isPassword(match: RegExpExecArray, isSaid: boolean, isPin: boolean): boolean {
  const word = trimmed(match.groups?.['value'] ?? '')
  if (isPlaceholder(word)) return false
  if (/^\d+$/.test(word)) return isDigits(word, match, isSaid, isPin)
  if (!/[a-z]/i.test(word)) return isSaid && !isAmount(word) && word.length >= 6 && /\d/.test(word)
  return isOfLetters(word, match, isSaid)
}

const isAmount = (word: string) => /^\d{1,3}(?:,\d{3})+$/.test(word)

function isOfLetters(word: string, { groups }: RegExpExecArray, isSaid: boolean): boolean {
  const isQuoted = groups?.['quote'] !== ''
  const isVerb = isSaid && !isComma(groups?.['said'])
  if (isQuoted && isVerb && /^[a-z]{6,}$/i.test(word)) return !isCommonWord(word)
  return isMixed(word, isSaid) && word.length >= (isSaid || isQuoted ? 6 : 7)
}

const isMixed = (word: string, isSaid: boolean) =>
  /[\d!@#$%^&*?~+]/.test(word.slice(isSaid ? 0 : 1)) && !isNamedThing(word)

function isDigits(word: string, match: RegExpExecArray, isSaid: boolean, isPin: boolean) {
  const rest = match.input.slice(match.index + match[0].length)
  if (
    /^ ?(?:[位次个個天秒分元小-]|digits?|characters?|times|hours?|min|chars?|letters|%)/i.test(rest)
  )
    return false
  return word.length >= (isPin && isSaid ? 4 : 6) && word.length <= 32
}

function isPlaceholder(word: string): boolean {
  if (word.length < 4 || /^[<[{($%]|[({<]|^(.)\1+$|^https?:|\.{3}|^\d+-\d+$|^\/|:\/\//.test(word))
    return true
  return /^(?:your|my[-_]|the[-_]|xx+|\*+|example|placeholder|changeme|process\.|os\.|env)|[-_](?:here|goes)$/i.test(
    word
  )
}

/** Names of programs, devices, errors and versions, which also follow the word password. */
const isNamedThing = (word: string) =>
  // MAX_SIZE_2 and user_name, but not summer_24.
  /^[A-Z]{2,}(?:_[A-Z\d]+)+$|^[a-z]{2,}(?:_[a-z]+)+$/.test(word) ||
  /^(?:iphone|ipad|ios|android|windows|win|mac|macos|chrome|firefox|safari|edge|v|version|error|err|http|code|step|level|rfc|sha|md|aes|bcrypt|argon|pbkdf|utf|base|x|oauth|wpa|24x|2fa|mfa|u2f|fido|1password|keepass|bitwarden|lastpass|web3)[-_. ]?\d*(?:[._-]\d+)*$|^(?:0x)?[\da-f]{32,}$|^(?:2fa|1password|[\d.]+[a-z]{1,3}|[a-z]{1,4}-?\d{1,4}|\d+[-/][\w/-]+)$|[\w]@[\w-]+\.[a-z]{2,}$|^[\w-]+(?:\.[\w-]+)+\.?(?:[a-z]{2,4})?$|^[a-z']+[?!]+$/i.test(
    word
  )

const isCommonWord = (word: string) =>
  /^(?:required|incorrect|invalid|wrong|forgot(?:ten)?|expired|missing|empty|null|undefined|string|strong|medium|hidden|optional|password|secret|unknown|changed|reset|updated|weak|failed|error|locked|disabled|enabled|mismatch|too ?short)$/i.test(
    word
  )
