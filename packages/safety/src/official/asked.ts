import { addressOf, phoneNumberOf } from '@stoa/guards'

const around = /[\s,;()<>[\]"'，。、；「」『』《》【】“”]+/u

/**
 * Han right after a domain asks about it: harbor.example是官方吗. Followed by a dot, it is part of a
 * longer host.
 */
const askedAbout = /(?<=\.[a-z]{2,24})\p{sc=Han}[^.。]*$/iu

/** Removes a scheme before and punctuation around a contact. */
export const contactOf = (text: string): string =>
  text
    .trim()
    .replace(askedAbout, '')
    .replace(/^[(<["'「『《【“]+|[)>\]"'」』》】”?!。]+$/gu, '')
    .replace(/^(?:mailto|tel|sms):/i, '')

/**
 * Returns links, addresses and numbers in a text. Bare handles are left out, as they do not say at
 * which place.
 */
export const contactsIn = (text: string): string[] =>
  text
    .split(around)
    .map((part) => contactOf(part).replace(/[.:]+$/, ''))
    .filter((part) => !part.startsWith('@') && (isAddress(part) || phoneNumberOf(part)))

const isAddress = (part: string) => addressOf(part) !== undefined
