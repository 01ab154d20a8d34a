import type { CountryCode } from 'libphonenumber-js'
import type { Detector } from '../detector.ts'

const email = /(?<![\w.+-])[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,24}(?![\w@])/gi
/** Reserved domains for documentation. */
const nobodys =
  /@(?:[^@]*\.)?(?:example\.(?:com|org|net)|[^@.]*\.?(?:test|example|invalid|localhost))$/i

export const findEmails: Detector<'email'> = (text) => {
  // A fast check: the pattern would try every word as the start of an address.
  if (!text.includes('@')) return []
  return Array.from(text.matchAll(email))
    .filter(({ 0: address }) => !nobodys.test(address))
    .map(({ 0: address, index }) => ({ kind: 'email', start: index, end: index + address.length }))
}

/** Phone numbers with a country code. */
export const international = /(?<![\w.+])(?:\+|00)\d[\d ()-]{6,18}\d(?![\w])/g
/** Mobile numbers of mainland China and Taiwan. */
export const mobiles: [CountryCode, RegExp][] = [
  ['CN', /(?<![\w.])1[3-9]\d(?:[ -]?)\d{4}(?:[ -]?)\d{4}(?![\w.])/g],
  ['TW', /(?<![\w.])09\d{2}(?:[ -]?)\d{3}(?:[ -]?)\d{3}(?![\w.])/g]
]
const calledOther =
  /order|[订訂][单單]|uid|[编編][号號]|流水|txid|\bid\b|[区區][块塊]|block|height|高度/i

/** True if the words before a number call it something else. */
export const isCalledOther = (text: string, index: number) =>
  calledOther.test(text.slice(Math.max(0, index - 16), index))

/** True if something looks like a phone number; only `findPhones` knows if it is valid. */
export const mayHavePhones = (text: string): boolean =>
  [international, ...mobiles.map(([, pattern]) => pattern)].some((pattern) =>
    Array.from(text.matchAll(pattern)).some(({ index }) => !isCalledOther(text, index))
  )
