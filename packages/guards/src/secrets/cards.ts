import type { Detector, Passage } from '../detector.ts'
import { hasLabel, labelAfter, labelBefore } from './labels.ts'

const grouped =
  /(?<![\d.-])(?:\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}(?:\1\d{1,3})?|\d{4}([ -])\d{6}\2\d{5})(?![\d.-])/g
const plain = /(?<![\w.-])\d{13,19}(?![\w.-])/g
/** Digits with other gaps: dots, two spaces, a few words. */
const scattered =
  /(?<![\d.-])(?:\d{2,6}(?:[ \t.·,，、_/\n-]{1,4}(?:(?:and|then) )?|[ ,，]{0,2}(?:\p{sc=Han}{1,5}|and|then)[ ,，:]{0,2})){2,7}\d{1,6}(?![\d.-])/gu

/**
 * Finds payment cards (Luhn) that are written in groups, have a usual length or are called a card,
 * unless they are called something else.
 */
export const findCards: Detector = (text) => {
  const found = [
    ...passages(text, grouped).filter((one) => !isOther(text, one)),
    ...passages(text, plain).filter((one) => isOfMakers(digitsOf(text, one)) && isBare(text, one)),
    ...(hasLabel(text, ['card']) ? calledCards(text) : [])
  ]
  return found
    .filter((one) => isCard(digitsOf(text, one)))
    .map((one) => ({ kind: 'bank_card', ...one }))
}

const calledCards = (text: string): Passage[] =>
  [...passages(text, plain), ...passages(text, scattered)].filter((one) => isCalled(text, one))

const passages = (text: string, pattern: RegExp): Passage[] =>
  Array.from(text.matchAll(pattern), ({ 0: { length }, index }) => {
    return { start: index, end: index + length }
  })

const digitsOf = (text: string, { start, end }: Passage) =>
  text.slice(start, end).replace(/\D/g, '')

const isCalled = (text: string, { start }: Passage) => labelBefore(text, start, 40)?.kind === 'card'

const isNumbered = (text: string, start: number, reach: number) => {
  const label = labelBefore(text, start, reach, ['card', 'id', 'hash'])
  return label !== undefined && label.kind !== 'card'
}

const isOther = (text: string, { start }: Passage) =>
  isNumbered(text, start, 24) ||
  /(?:\bid|#|№|no\.?)[\s:：]{0,3}$/i.test(text.slice(Math.max(0, start - 6), start))

/** True if the number is in a sentence without words that say it is something else. */
const isBare = (text: string, one: Passage) =>
  !isOther(text, one) &&
  !/[=#:/]["']?$/.test(text.slice(Math.max(0, one.start - 2), one.start)) &&
  !isNumbered(text, one.start, 60) &&
  !/^(?:id|other|hash)$/.test(labelAfter(text, one.end, 8)?.kind ?? '')

/** Without groups, only common cards count: 16 digits, or 15 of American Express. */
const isOfMakers = (digits: string) =>
  /^(?:3[47]\d{13}|(?:4\d|5[1-5]|62)\d{14}|62\d{17})$/.test(digits)

const isCard = (digits: string) =>
  /^(?:3[47]\d{13}|(?:4|5[1-5]|2[2-7]|35|6[02-5]|9)\d{12,18})$/.test(digits) && hasLuhn(digits)

function hasLuhn(digits: string): boolean {
  const sum = Array.from(digits, Number)
    .reverse()
    .reduce((total, digit, place) => {
      const weighed = place % 2 === 1 ? digit * 2 : digit
      return total + (weighed > 9 ? weighed - 9 : weighed)
    }, 0)
  return sum % 10 === 0
}
