import { randomInt } from 'node:crypto'

// Without symbols that are easily confused: 0 O, 1 I L, U V.
const symbols = '23456789ABCDEFGHJKMNPQRSTWXYZ'

/** Format of a ticket number. */
export const numberPattern = /^[2-9A-HJKMNP-TW-Z]{4}(-[2-9A-HJKMNP-TW-Z]{4}){2}$/

const group = () => Array.from({ length: 4 }, () => symbols[randomInt(symbols.length)]).join('')

/** A random number such as `7KQF-M9XW-4TDP`; its 58 bits make guessing impractical. */
export const newNumber = (): string => [group(), group(), group()].join('-')
