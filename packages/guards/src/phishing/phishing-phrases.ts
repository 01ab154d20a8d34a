import { alternativesOf } from '../pattern-index/beginnings.ts'
import { endOf, PatternIndex } from '../pattern-index/pattern-index.ts'
import {
  apps,
  part,
  phishingClasses,
  phishingKinds,
  type PhishingKind,
  type Where
} from './phishing-patterns.ts'
import { unquoted } from './phishing-reports.ts'
import { warnsOfPhishing } from './phishing-warnings.ts'
import { inAscii } from '../text-forms/homoglyphs.ts'
import { normal } from '../text-forms/normal.ts'
import { simplifiedOneByOne } from '../text-forms/simplified.ts'
import { findPhones } from '../contacts/contacts.ts'

/** A pattern's kind, and a further condition on the text around its start. */
type Way = {
  kind: PhishingKind
  beginsWithApp: boolean
  isMeant?: (text: string, place: number) => boolean
}

const hasHan = (text: string) => /[\u3400-\u9fff]/.test(text)

const anyApp = part('anyApp')
/** Matches the name of an app at `lastIndex`. */
const appNames = new RegExp(anyApp, 'uy')

/** True if every match of the pattern starts with the name of an app. */
const beginsWithApp = (way: string) =>
  [apps, anyApp].some((app) => way.replace(/^\(\?<?!line\)/, '').startsWith(app))

const conditions: Partial<Record<Where, Way['isMeant']>> = { han: hasHan, app: namesApp }

const ways = new PatternIndex(
  phishingClasses.flatMap(({ kind, where, ways }) =>
    ways.flatMap(alternativesOf).map((way) => {
      const is: Way = { kind, isMeant: conditions[where], beginsWithApp: beginsWithApp(way) }
      return [is, where === 'word' ? `\\b(?:${way})` : way] as const
    })
  ),
  'u'
)

/**
 * Finds phishing phrases that lead readers to a private contact; empty for a text that warns of or
 * asks about one. Errors in both directions are expected, so it is for holding texts, never for
 * refusing them.
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
    // Many patterns start with the name of an app, so that is checked once for all of them.
    if (is.beginsWithApp && !(isApp ??= endOf(appNames, text, place) !== undefined)) continue
    if (found.has(is.kind) || endOf(pattern, text, place) === undefined) continue
    if (is.isMeant?.(text, place) !== false) found.add(is.kind)
  }
}

/** Labels of order numbers and the like, which look like names: 订单号 QQ4DMJCXYA9T. */
const isCode =
  /(?:[单编]号|流水号|错误码|order (?:id|no\.?|number)|error code|txid|reference)[ :：#]{0,3}$/u

function namesApp(text: string, place: number): boolean {
  if (endOf(appNames, text, place) === undefined) return false
  return !isCode.test(text.slice(Math.max(0, place - 16), place))
}

/**
 * Machine-made names: uploads, blockchain addresses and hashes. One in a hundred contains the two
 * letters of an app, and no account name is that long.
 */
const machineNames = /(?<=\/uploads\/)[\w-]{22}|(?<![@\w-])[a-z\d]{25,}(?![\w-])/gi

/** Starts with the sign, as looking behind is cheaper than starting at every character. */
const signsInHan =
  /[ \t.·・_*~|/-]{1,3}(?=[\p{sc=Han}➕+vq])(?<=[\p{sc=Han}➕+][ \t.·・_*~|/-]{1,3})/gu

/** Separate letters: t e l e g r a m. */
const spacedLetters = /(?<![\p{L}\p{N}])[a-z](?: [a-z\d]){4,40}(?![\p{L}\p{N}])/gu

/**
 * Normalizes a text: simplified, lower case, without spaces and dots between Han, and without
 * machine-made names.
 */
const plainOf = (given: string) =>
  simplifiedOneByOne(inAscii(normal(given).text.replace(machineNames, ' ')).toLowerCase())
    .replace(spacedLetters, (letters) => letters.replaceAll(' ', ''))
    .replace(signsInHan, '')

const mailHosts = 'gmail|outlook|hotmail|yahoo|proton(?:mail)?|163|126|qq|foxmail|yandex|mail'
const at = '(?: ?@ ?| ?[\\[(]at[\\])] ?)'
const dot = '(?: ?\\. ?| ?[\\[(]dot[\\])] ?)'
const mailbox = new RegExp(
  `(?<![\\w.+-])[\\w.+-]{3,40}${at}(?:${mailHosts})${dot}(?:com|me|ru|net)`,
  'gu'
)

/**
 * True if a text contains a phone number or a private mailbox that is not called the writer's own
 * account here.
 */
const givesContact = (text: string): boolean =>
  [...findPhones(text), ...findMailboxes(text)].some(({ start }) => !isOfAccount(text, start))

function findMailboxes(text: string): { start: number }[] {
  if (!/@|[[(]at[\])]/.test(text)) return []
  return Array.from(text.matchAll(mailbox), ({ index }) => ({ start: index }))
}

const ofAccount = new RegExp(
  [
    '\\b(?:chang|switch|updat|regist|link|verif)\\w* (?:with |to |from )?my [^.,!?\\n]{0,40}$',
    '\\bmy (?:(?:account|login|registered)[^.,!?\\n]{0,12}|e-?mail(?: address)?(?: at)?)[^.,!?\\n]{0,2}$',
    '(?:换|改|绑定?|注册|原|旧)了?的?(?:手机|邮箱)?(?:号码?|手机|电话|地址|邮箱)[^，。！？,!?\\n]{0,8}$',
    '我的(?:注册邮箱|登录邮箱|账号|账户)[^，。！？,!?\\n]{0,4}$'
  ].join('|'),
  'u'
)

const isOfAccount = (text: string, start: number) =>
  ofAccount.test(text.slice(Math.max(0, start - 60), start))
