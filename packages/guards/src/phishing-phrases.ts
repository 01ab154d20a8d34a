import { inChinese } from './phishing-in-chinese.ts'
import { inEnglish } from './phishing-in-english.ts'
import { appNames, atApps, beforeApps, ofPlaces } from './phishing-by-app.ts'
import { ofChannels } from './phishing-by-channels.ts'
import { ofLinks } from './phishing-by-links.ts'
import { ofNumbers, ofNumbersInChinese } from './phishing-by-numbers.ts'
import type { PhishingKind, PhishingPattern } from './phishing-patterns.ts'
import { unquoted } from './phishing-reports.ts'
import { warnsOfPhishing } from './phishing-warnings.ts'
import { inAscii } from './homoglyphs.ts'
import { normal } from './normal.ts'
import { givesContact } from './own-contacts.ts'
import { simplifiedOneByOne } from './simplified.ts'

const anyEnglish = inEnglish.map(([, { source }]) => source).join('|')

/** `any`: whether there is one of a group. Most texts have none, and are not looked through for each. */
const groups = [
  // All but the English ones take longer together than one after the other: they begin in too many ways.
  { any: [], patterns: [...ofPlaces, ...ofLinks, ...ofNumbers, ...ofChannels] },
  { any: [/[\u3400-\u9fff]/], patterns: [...inChinese, ...ofNumbersInChinese] },
  { any: [new RegExp(`\\b(?:${anyEnglish})`, 'u')], patterns: inEnglish }
]

/**
 * Which lures a text lays to have its readers go on in private; none for a text that warns of them or
 * asks about them. It may be wrong in either direction: it is for holding a text, never for refusing it.
 */
export function findPhishingPhrases(given: string): PhishingKind[] {
  const text = plainOf(given)
  const found = phishingIn(text)
  if (found.length === 0 || warnsOfPhishing(text)) return []
  const said = unquoted(text)
  return said !== text && phishingIn(said).length === 0 ? [] : found
}

function phishingIn(text: string): PhishingKind[] {
  const inGroups = groups
    .filter(({ any }) => any.every((pattern) => pattern.test(text)))
    .flatMap(({ patterns }) => patterns.filter(([, pattern]) => pattern.test(text)))
  const found = [...inGroups, ...besideApps(text)].map(([kind]) => kind)
  return [...new Set(givesContact(text) ? [...found, 'contact' as const] : found)]
}

/** Words right before what is no name but a number of something else: 订单号 QQ4DMJCXYA9T. */
const isCode =
  /(?:[单编]号|流水号|错误码|order (?:id|no\.?|number)|error code|txid|reference)[ :：#]{0,3}$/u

function besideApps(text: string): PhishingPattern[] {
  const places = Array.from(text.matchAll(appNames), ({ index }) => index).filter(
    (place) => !isCode.test(text.slice(Math.max(0, place - 16), place))
  )
  if (places.length === 0) return []
  const begins = ([, pattern]: PhishingPattern) =>
    places.some((place) => isAt(place, pattern, text))
  return [...atApps.filter(begins), ...beforeApps.filter(([, pattern]) => pattern.test(text))]
}

function isAt(place: number, pattern: RegExp, text: string): boolean {
  pattern.lastIndex = place
  return pattern.test(text)
}

/**
 * What machines name: files that were sent here, addresses on a chain, hashes. Any two letters stand in
 * one of a hundred of them, and no name on an app is so long.
 */
const machineNames = /(?<=\/uploads\/)[\w-]{22}|(?<![@\w-])[a-z\d]{25,}(?![\w-])/giu

/** Letters one by one: t e l e g r a m. */
const spacedLetters = /(?<![\p{L}\p{N}])[a-z](?: [a-z\d]){4,40}(?![\p{L}\p{N}])/gu

/**
 * In one form: simplified, lower case, without the spaces and dots that people put between Han, and
 * without what machines name.
 */
const plainOf = (given: string) =>
  simplifiedOneByOne(inAscii(normal(given).text.replace(machineNames, ' ')).toLowerCase())
    .replace(spacedLetters, (letters) => letters.replaceAll(' ', ''))
    .replace(/(?<=[\p{sc=Han}➕+])[ \t.·・_*~|/-]{1,3}(?=[\p{sc=Han}➕+vq])/gu, '')
