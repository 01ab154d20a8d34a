/** A letter of a host: those of ASCII, and those of other alphabets that can be taken for them. */
export const hostLetter = String.raw`[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Armenian}\p{N}_-]`

/** Endings that people know: behind a dot that is taken apart, only these make an address. */
const known =
  'com|net|org|cn|io|xyz|top|vip|cc|info|app|site|online|shop|club|pro|me|co|link|live|hk|tw|ru|example|test'
/** Those of them that are no words: behind a dot that could be the end of a sentence. */
const firm = 'com|net|org|cn|io|xyz|cc|hk|tw|ru'

/** How a dot is called, too: evil d0t com, evil [punkt] com. */
const called = 'd[o0]t|[Pp](?:unkt|unto|onto)|tochka|kropka'
/** Unmistakable: evil[.]com, evil(dot)com, evil dot com. */
const marked = String.raw`(?: {0,2}[[({<【] {0,2}(?:${called}|点|點|[.。]) {0,2}[\])}>】] {0,2}| d[o0]t )`
/** It may be something else: evil点com, evil . com, evil·com. */
const loose = String.raw`(?: ?[点點] ?| {1,2}\. {0,2}|[。·•∙‧・]| (?:${called}) (?=(?:com|org|net)(?!${hostLetter})))`
/** A sentence may begin behind it. */
const late = String.raw`\. {1,2}(?=(?:com|org|cn|io|xyz)(?!${hostLetter}))`

const label = `${hostLetter}{1,63}`
const name = String.raw`(?<!${hostLetter}|[.])(?!\d+(?!${hostLetter}))${label}`
const more = (dot: string) => `(?:(?:${dot}|[.])${label}){0,3}`
const end = `(?!${hostLetter})`

/** Hosts whose dots are broken; each begins behind no letter, and ends within a few parts. */
export const brokenHosts = [
  new RegExp(`${name}${more(marked)}${marked}(?:${known})(?:${marked}[a-z]{2})?${end}`, 'giu'),
  // With small letters: "It failed. Net of fees" begins a sentence.
  new RegExp(
    `${name}${more(loose)}(?:(?:${loose}|${late})(?:${firm})${end}|${loose}(?:${known})(?=/))`,
    'gu'
  )
]

const mayBeBroken = /d[o0]t|p(?:unk|un|on)t|tochka|kropka|[点點。·•∙‧・[({<【]| {1,2}\.|\. /iu
const anyDot = new RegExp(`${marked}|${loose}|${late}`, 'giu')

/** Letters one by one: e v i l . c o m. */
export const spacedHosts =
  /(?<![\p{L}\p{N}.-])[\p{L}\p{N}](?: {1,2}[\p{L}\p{N}.-])* {1,2}\.(?: {1,2}[\p{L}\p{N}.-])* {1,2}[\p{L}\p{N}](?![\p{L}\p{N}.-])/gu

/** Most texts have no dot with spaces around it, and are not looked through for letters before it. */
export const mayHaveSpacedHosts = (text: string): boolean => text.includes(' . ')

export const withoutSpacesInHosts = (text: string): string =>
  mayHaveSpacedHosts(text) ? text.replace(spacedHosts, withoutSpaces) : text

export const withoutSpaces = (spaced: string): string => spaced.replaceAll(' ', '')

/** Whether a text has anything that could be a broken dot; seldom, and seen at once. */
export const mayHaveBrokenDots = (text: string): boolean => mayBeBroken.test(text)

/** A host, or an address, with whole dots in place of broken ones. */
export const mended = (value: string): string => value.replace(anyDot, '.')
