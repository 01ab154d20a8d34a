import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js'
import { international, isCalledOther, mobiles } from './contact-forms.ts'
import type { Detector, Finding } from '../detector.ts'

/** Finds phone numbers: with a country code, or mobile numbers of mainland China and Taiwan. */
export const findPhones: Detector<'phone'> = (text) => [
  ...phones(text, international),
  ...mobiles.flatMap(([country, pattern]) => phones(text, pattern, country))
]

function phones(text: string, pattern: RegExp, country?: CountryCode): Finding<'phone'>[] {
  return Array.from(text.matchAll(pattern))
    .filter(({ 0: number, index }) => {
      if (isCalledOther(text, index)) return false
      const dialled = country ? number : number.replace(/^00/, '+')
      return parsePhoneNumberFromString(dialled, country)?.isValid() ?? false
    })
    .map(({ 0: number, index }) => ({ kind: 'phone', start: index, end: index + number.length }))
}

/** Converts a phone number to international form (+8613…); undefined if it is none. */
export function phoneNumberOf(text: string): string | undefined {
  const dialled = text.trim().replace(/^00/, '+')
  if (!/^\+?[\d ()-]{6,22}$/.test(dialled)) return undefined
  const country = dialled.startsWith('09') ? 'TW' : 'CN'
  const parsed = parsePhoneNumberFromString(dialled, country)
  return parsed?.isValid() ? parsed.number : undefined
}
