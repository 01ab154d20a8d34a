/** A letter of a host: in ASCII, or in another alphabet with look-alikes of ASCII. */
export const hostLetter = String.raw`[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Armenian}\p{N}_-]`

/** Well-known endings. After a broken dot, only these make an address. */
const known =
  'com|net|org|cn|io|xyz|top|vip|cc|info|app|site|online|shop|club|pro|me|co|link|live|hk|tw|ru|example|test'
/** Well-known endings that are no words, for dots that may end a sentence. */
const firm = 'com|net|org|cn|io|xyz|cc|hk|tw|ru'

/** Names of a dot: evil d0t com, evil [punkt] com. */
const called = 'd[o0]t|[Pp](?:unkt|unto|onto)|tochka|kropka'
/** Unambiguous dots: evil[.]com, evil(dot)com, evil dot com. */
const marked = String.raw`(?: {0,2}[[({<【] {0,2}(?:${called}|点|點|[.。]) {0,2}[\])}>】] {0,2}| d[o0]t )`
/** Ambiguous dots: evil点com, evil . com, evil·com. */
const loose = String.raw`(?: ?[点點] ?| {1,2}\. {0,2}|[。·•∙‧・]| (?:${called}) (?=(?:com|org|net)(?!${hostLetter})))`
/** A dot with a space after it, which may end a sentence. */
const late = String.raw`\. {1,2}(?=(?:com|org|cn|io|xyz)(?!${hostLetter}))`

const label = `${hostLetter}{1,63}`
const name = String.raw`(?<!${hostLetter}|[.])(?!\d+(?!${hostLetter}))${label}`
const more = (dot: string) => `(?:(?:${dot}|[.])${label}){0,3}`
const end = `(?!${hostLetter})`

/**
 * Hosts with broken dots. Each starts after a non-letter and has few parts, so matching is linear.
 */
export const brokenHosts = [
  new RegExp(`${name}${more(marked)}${marked}(?:${known})(?:${marked}[a-z]{2})?${end}`, 'giu'),
  // Lower case only: "It failed. Net of fees" starts a sentence.
  new RegExp(
    `${name}${more(loose)}(?:(?:${loose}|${late})(?:${firm})${end}|${loose}(?:${known})(?=/))`,
    'gu'
  )
]

const mayBeBroken = /d[o0]t|p(?:unk|un|on)t|tochka|kropka|[点點。·•∙‧・[({<【]| {1,2}\.|\. /iu
const anyDot = new RegExp(`${marked}|${loose}|${late}`, 'giu')

/** Hosts with spaces between all letters: e v i l . c o m. */
export const spacedHosts =
  /(?<![\p{L}\p{N}.-])[\p{L}\p{N}](?: {1,2}[\p{L}\p{N}.-])* {1,2}\.(?: {1,2}[\p{L}\p{N}.-])* {1,2}[\p{L}\p{N}](?![\p{L}\p{N}.-])/gu

/** A fast check: most texts have no dot between spaces. */
export const mayHaveSpacedHosts = (text: string): boolean => text.includes(' . ')

export const withoutSpacesInHosts = (text: string): string =>
  mayHaveSpacedHosts(text) ? text.replace(spacedHosts, withoutSpaces) : text

export const withoutSpaces = (spaced: string): string => spaced.replaceAll(' ', '')

/** A fast check for anything that may be a broken dot; most texts have none. */
export const mayHaveBrokenDots = (text: string): boolean => mayBeBroken.test(text)

/** A host or an address with its broken dots replaced. */
export const mended = (value: string): string => value.replace(anyDot, '.')
