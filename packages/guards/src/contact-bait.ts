import { inChinese } from './bait-in-chinese.ts'
import { inEnglish } from './bait-in-english.ts'
import { appNames, atApps, beforeApps, ofPlaces } from './bait-of-apps.ts'
import { ofChannels } from './bait-of-channels.ts'
import { ofLinks } from './bait-of-links.ts'
import { ofNumbers, ofNumbersInChinese } from './bait-of-numbers.ts'
import type { BaitKind, BaitPattern } from './bait-patterns.ts'
import { unquoted } from './bait-reports.ts'
import { warnsOfBait } from './bait-warnings.ts'
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
export function findContactBait(given: string): BaitKind[] {
  const text = plainOf(given)
  const found = luresIn(text)
  if (found.length === 0 || warnsOfBait(text)) return []
  const said = unquoted(text)
  return said !== text && luresIn(said).length === 0 ? [] : found
}

function luresIn(text: string): BaitKind[] {
  const inGroups = groups
    .filter(({ any }) => any.every((pattern) => pattern.test(text)))
    .flatMap(({ patterns }) => patterns.filter(([, pattern]) => pattern.test(text)))
  const found = [...inGroups, ...besideApps(text)].map(([kind]) => kind)
  return [...new Set(givesContact(text) ? [...found, 'contact' as const] : found)]
}

/** Words right before what is no name but a number of something else: 订单号 QQ4DMJCXYA9T. */
const isCode =
  /(?:[单编]号|流水号|错误码|order (?:id|no\.?|number)|error code|txid|reference)[ :：#]{0,3}$/u

function besideApps(text: string): BaitPattern[] {
  const places = Array.from(text.matchAll(appNames), ({ index }) => index).filter(
    (place) => !isCode.test(text.slice(Math.max(0, place - 16), place))
  )
  if (places.length === 0) return []
  const begins = ([, pattern]: BaitPattern) => places.some((place) => isAt(place, pattern, text))
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

/**
 * In one form: simplified, lower case, without the spaces and dots that people put between Han, and
 * without what machines name.
 */
const plainOf = (given: string) =>
  simplifiedOneByOne(inAscii(normal(given).text.replace(machineNames, ' ')).toLowerCase()).replace(
    /(?<=[\p{sc=Han}➕+])[ \t.·・_*~|/-]{1,3}(?=[\p{sc=Han}➕+vq])/gu,
    ''
  )
