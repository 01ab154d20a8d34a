import { alternativesOf } from './beginnings.ts'
import { endOf, PatternIndex } from './pattern-index.ts'
import { inChinese } from './phishing-in-chinese.ts'
import { inEnglish } from './phishing-in-english.ts'
import { appNames, atApps, beforeApps, beginsWithApp, ofPlaces } from './phishing-by-app.ts'
import { ofChannels } from './phishing-by-channels.ts'
import { ofLinks } from './phishing-by-links.ts'
import { ofNumbers, ofNumbersInChinese } from './phishing-by-numbers.ts'
import { phishingKinds, type PhishingKind, type PhishingPattern } from './phishing-patterns.ts'
import { unquoted } from './phishing-reports.ts'
import { warnsOfPhishing } from './phishing-warnings.ts'
import { inAscii } from './homoglyphs.ts'
import { normal } from './normal.ts'
import { givesContact } from './own-contacts.ts'
import { simplifiedOneByOne } from './simplified.ts'

/** A way to lure, and what else must be so where it begins. */
type Way = {
  kind: PhishingKind
  beginsWithApp: boolean
  isMeant?: (text: string, place: number) => boolean
}

const hasHan = (text: string) => /[\u3400-\u9fff]/.test(text)

const waysOf = (patterns: readonly PhishingPattern[], isMeant?: Way['isMeant']) =>
  patterns.flatMap(([kind, ...ways]) =>
    ways
      .flatMap(alternativesOf)
      .map((way) => [{ kind, isMeant, beginsWithApp: beginsWithApp(way) }, way] as [Way, string])
  )

const ways = new PatternIndex(
  [
    ...waysOf([...ofPlaces, ...ofLinks, ...ofNumbers, ...ofChannels, ...beforeApps]),
    ...waysOf([...inChinese, ...ofNumbersInChinese], hasHan),
    ...waysOf(inEnglish).map(([way, words]) => [way, `\\b(?:${words})`] as const),
    ...waysOf(atApps, namesApp)
  ],
  'u'
)

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
  const found = new Set<PhishingKind>(givesContact(text) ? ['contact'] : [])
  for (let place = 0; place < text.length; place += 1) addKindsAt(text, place, found)
  return phishingKinds.filter((kind) => found.has(kind))
}

function addKindsAt(text: string, place: number, found: Set<PhishingKind>) {
  let isApp: boolean | undefined
  for (const { is, pattern } of ways.at(text, place)) {
    // Many begin with the name of an app, which is asked once for all of them.
    if (is.beginsWithApp && !(isApp ??= endOf(appNames, text, place) !== undefined)) continue
    if (found.has(is.kind) || endOf(pattern, text, place) === undefined) continue
    if (is.isMeant?.(text, place) !== false) found.add(is.kind)
  }
}

/** Words right before what is no name but a number of something else: 订单号 QQ4DMJCXYA9T. */
const isCode =
  /(?:[单编]号|流水号|错误码|order (?:id|no\.?|number)|error code|txid|reference)[ :：#]{0,3}$/u

function namesApp(text: string, place: number): boolean {
  if (endOf(appNames, text, place) === undefined) return false
  return !isCode.test(text.slice(Math.max(0, place - 16), place))
}

/**
 * What machines name: files that were sent here, addresses on a chain, hashes. Any two letters stand in
 * one of a hundred of them, and no name on an app is so long.
 */
const machineNames = /(?<=\/uploads\/)[\w-]{22}|(?<![@\w-])[a-z\d]{25,}(?![\w-])/gi

/** They begin with the sign: what stands before it is asked last. */
const signsInHan =
  /[ \t.·・_*~|/-]{1,3}(?=[\p{sc=Han}➕+vq])(?<=[\p{sc=Han}➕+][ \t.·・_*~|/-]{1,3})/gu

/** Letters one by one: t e l e g r a m. */
const spacedLetters = /(?<![\p{L}\p{N}])[a-z](?: [a-z\d]){4,40}(?![\p{L}\p{N}])/gu

/**
 * In one form: simplified, lower case, without the spaces and dots that people put between Han, and
 * without what machines name.
 */
const plainOf = (given: string) =>
  simplifiedOneByOne(inAscii(normal(given).text.replace(machineNames, ' ')).toLowerCase())
    .replace(spacedLetters, (letters) => letters.replaceAll(' ', ''))
    .replace(signsInHan, '')
