import { addressOf, phoneNumberOf } from '@stoa/guards'

const around = /[\s,;()<>[\]"'，。、；「」『』《》【】“”]+/u

/**
 * Han right behind an ending ask about it: harbor.example是官方吗. With a dot after them they are part of
 * a longer host.
 */
const askedAbout = /(?<=\.[a-z]{2,24})\p{sc=Han}[^.。]*$/iu

/** What a copied link says before the address, and a sentence after it, is no part of it. */
export const contactOf = (text: string): string =>
  text
    .trim()
    .replace(askedAbout, '')
    .replace(/^[(<["'「『《【“]+|[)>\]"'」』》】”?!。]+$/gu, '')
    .replace(/^(?:mailto|tel|sms):/i, '')

/** The links, addresses and numbers in a text; a handle alone does not say where it is. */
export const contactsIn = (text: string): string[] =>
  text
    .split(around)
    .map((part) => contactOf(part).replace(/[.:]+$/, ''))
    .filter((part) => !part.startsWith('@') && (isAddress(part) || phoneNumberOf(part)))

const isAddress = (part: string) => addressOf(part) !== undefined
