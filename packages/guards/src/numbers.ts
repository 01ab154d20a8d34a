import type { Detector } from './finding.ts'

const grouped = /(?<![\d.-])\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}(?:\1\d{1,3})?(?![\d.-])/g
const plain = /(?<![\w.-])\d{13,19}(?![\w.-])/g
const identity = /(?<![\w.])\d{17}[\dXx](?![\w])/g
const taiwanese = /(?<![\w])[A-Z][12]\d{8}(?![\w])/g

const calledCard =
  /(?:信用|[银銀]行|借[记記]|[储儲]蓄)?卡[号號]?|(?:credit|debit|bank|visa|master|pay)[ -]?card|card (?:number|no)|visa|mastercard|unionpay|[银銀][联聯]/i
const calledOther =
  /order|[订訂][单單]|uid|[编編][号號]|流水|txid|ticket|工[单單]|tracking|[运運][单單]|invoice|ref|\bid\b/i
const calledIdentity = /身[份分][证證]|identity|\bID\b/i

/** Payment cards (Luhn): written in groups, or called a card and nothing else. */
export const findCards: Detector = (text) => {
  const before = (index: number) => text.slice(Math.max(0, index - 24), index)
  const inGroups = [...text.matchAll(grouped)].filter(
    ({ index }) => !calledOther.test(before(index))
  )
  const called = [...text.matchAll(plain)].filter(({ index }) => calledCard.test(before(index)))
  return [...inGroups, ...called]
    .filter(({ 0: card }) => isCard(card))
    .map(({ 0: card, index }) => {
      return { kind: 'bank_card', start: index, end: index + card.length }
    })
}

function isCard(text: string): boolean {
  const digits = text.replace(/\D/g, '')
  return (
    /^(?:3[47]\d{13}|(?:4|5[1-5]|2[2-7]|35|6[02-5]|9)\d{12,18})$/.test(digits) && hasLuhn(digits)
  )
}

function hasLuhn(digits: string): boolean {
  const sum = Array.from(digits, Number)
    .reverse()
    .reduce((total, digit, place) => {
      const weighed = place % 2 === 1 ? digit * 2 : digit
      return total + (weighed > 9 ? weighed - 9 : weighed)
    }, 0)
  return sum % 10 === 0
}

/** Identity numbers of the mainland by their checksum, of Taiwan where they are called so too. */
export const findIdentityNumbers: Detector = (text) => {
  const called = (index: number) => calledIdentity.test(text.slice(Math.max(0, index - 24), index))
  const found = [
    ...[...text.matchAll(identity)].filter(({ 0: number }) => isMainland(number.toUpperCase())),
    ...[...text.matchAll(taiwanese)].filter(
      ({ 0: number, index }) => called(index) && isTaiwan(number)
    )
  ]
  return found.map(({ 0: number, index }) => {
    return { kind: 'identity_number', start: index, end: index + number.length }
  })
}

const province = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/
const birthday = /^.{6}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

function isMainland(number: string): boolean {
  if (!province.test(number) || !birthday.test(number)) return false
  const sum = weights.reduce((total, weight, at) => total + weight * Number(number[at]), 0)
  return '10X98765432'[sum % 11] === number[17]
}

const letters = 'ABCDEFGHJKLMNPQRSTUVXYWZIO'

function isTaiwan(number: string): boolean {
  const letter = letters.indexOf(number[0] ?? '') + 10
  const digits = [Math.floor(letter / 10), letter % 10, ...Array.from(number.slice(1), Number)]
  const sum = digits.reduce(
    (total, digit, at) => total + digit * ([1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1][at] ?? 0),
    0
  )
  return sum % 10 === 0
}
