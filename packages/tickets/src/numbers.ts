import { randomInt } from 'node:crypto'

// Without what is mistaken for something else: 0 O, 1 I L, U V.
const symbols = '23456789ABCDEFGHJKMNPQRSTWXYZ'

/** What a ticket's number looks like. */
export const numberPattern = /^[2-9A-HJKMNP-TW-Z]{4}(-[2-9A-HJKMNP-TW-Z]{4}){2}$/

const group = () => Array.from({ length: 4 }, () => symbols[randomInt(symbols.length)]).join('')

/** A new number such as `7KQF-M9XW-4TDP`: 58 random bits, so nobody finds one by trying. */
export const newNumber = (): string => [group(), group(), group()].join('-')
