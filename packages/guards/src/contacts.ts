import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js'
import type { Detector, Finding } from './finding.ts'

const email = /(?<![\w.+-])[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,24}(?![\w@])/gi
/** Addresses of documentation belong to nobody. */
const nobodys =
  /@(?:[^@]*\.)?(?:example\.(?:com|org|net)|[^@.]*\.?(?:test|example|invalid|localhost))$/i

/** E-mail addresses. */
export const findEmails: Detector<'email'> = (text) =>
  Array.from(text.matchAll(email))
    .filter(({ 0: address }) => !nobodys.test(address))
    .map(({ 0: address, index }) => ({ kind: 'email', start: index, end: index + address.length }))

const international = /(?<![\w.+])(?:\+|00)\d[\d ()-]{6,18}\d(?![\w])/g
const mobiles: [CountryCode, RegExp][] = [
  ['CN', /(?<![\w.])1[3-9]\d(?:[ -]?)\d{4}(?:[ -]?)\d{4}(?![\w.])/g],
  ['TW', /(?<![\w.])09\d{2}(?:[ -]?)\d{3}(?:[ -]?)\d{3}(?![\w.])/g]
]
const calledOther =
  /order|[订訂][单單]|uid|[编編][号號]|流水|txid|\bid\b|[区區][块塊]|block|height|高度/i

/** Phone numbers: with their country, or as mobiles of the mainland and of Taiwan are written. */
export const findPhones: Detector<'phone'> = (text) => [
  ...phones(text, international),
  ...mobiles.flatMap(([country, pattern]) => phones(text, pattern, country))
]

function phones(text: string, pattern: RegExp, country?: CountryCode): Finding<'phone'>[] {
  return Array.from(text.matchAll(pattern))
    .filter(({ 0: number, index }) => {
      if (calledOther.test(text.slice(Math.max(0, index - 16), index))) return false
      const dialled = country ? number : number.replace(/^00/, '+')
      return parsePhoneNumberFromString(dialled, country)?.isValid() ?? false
    })
    .map(({ 0: number, index }) => ({ kind: 'phone', start: index, end: index + number.length }))
}

/** A phone number as it is dialled from anywhere (+8613…); undefined for what is none. */
export function phoneNumberOf(text: string): string | undefined {
  const dialled = text.trim().replace(/^00/, '+')
  if (!/^\+?[\d ()-]{6,22}$/.test(dialled)) return undefined
  const country = dialled.startsWith('09') ? 'TW' : 'CN'
  const parsed = parsePhoneNumberFromString(dialled, country)
  return parsed?.isValid() ? parsed.number : undefined
}
