import { domainToUnicode } from 'node:url'
import { getDomain, parse } from 'tldts'
import { brandOf, brandsOf, carriesBrand, ownedAs, type OfficialBrand } from './brands.ts'
import { isOneEditApart, isReordered } from '../edits.ts'
import { looseSkeleton } from '../text-forms/skeleton.ts'
import { hasSupportWord } from './support-words.ts'

export const verdicts = ['official', 'unknown', 'lookalike', 'blocked'] as const
export type Verdict = (typeof verdicts)[number]

export const linkReasons = [
  'listed',
  'not_listed',
  'confusable',
  'mixed_scripts',
  'punycode',
  'one_edit',
  'wrong_ending',
  'brand_in_name',
  'brand_in_subdomain',
  'brand_in_path',
  'brand_in_user',
  'block_list'
] as const
export type LinkReason = (typeof linkReasons)[number]

/** Verdict on an address; `of` is its owner, or whom it imitates. */
export type Judgement = { verdict: Verdict; of?: string; reasons: LinkReason[] }

/** Lists that addresses are compared with. Hosts are in ASCII and lower case. */
export type HostLists = { official: readonly string[]; isBlocked(host: string): boolean }

const unknown: Judgement = { verdict: 'unknown', reasons: ['not_listed'] }

/** Judges an address: official, blocked, a look-alike of an official one, or unknown. */
export function judgeAddress(url: URL, lists: HostLists): Judgement {
  const host = url.hostname.replace(/\.$/, '')
  const deceiving = brandsOf(lists.official).map((brand) => deceptionIn(url, host, brand))
  const first = deceiving.find((one) => one.reasons.includes('brand_in_user'))
  if (first) return first
  const owner = lists.official.find((official) => isWithin(host, official))
  if (owner) return { verdict: 'official', of: owner, reasons: ['listed'] }
  if (lists.isBlocked(host)) return { verdict: 'blocked', reasons: ['block_list'] }
  return deceiving.find(({ verdict }) => verdict === 'lookalike') ?? unknown
}

const isWithin = (host: string, domain: string) => host === domain || host.endsWith(`.${domain}`)

function deceptionIn(url: URL, host: string, brand: OfficialBrand): Judgement {
  const { official } = brand
  const reasons = [
    ...userReasons(url, brand),
    ...backslashReasons(url, host, brand),
    ...reasonsOf(url, host, brand)
  ]
  if (reasons.length === 0) return unknown
  return { verdict: 'lookalike', of: official, reasons: [...new Set(reasons)] }
}

/** https://official.example@other.example leads to other.example. */
function userReasons({ username, password }: URL, { looks }: OfficialBrand): LinkReason[] {
  if (!username && !password) return []
  const user = decoded(`${username}:${password}`)
  return looseSkeleton(user).includes(looks) ? ['brand_in_user'] : []
}

/**
 * https://official.example\@other.example: parsers disagree on where it leads, and so do readers.
 */
function backslashReasons(url: URL, host: string, { official }: OfficialBrand): LinkReason[] {
  const [, other] = /^\/@([\p{L}\p{N}.-]+)/u.exec(decoded(url.pathname)) ?? []
  const isDomain = other !== undefined && parse(other).isIcann === true
  return isDomain && isWithin(host, official) && !isWithin(other, official) ? ['brand_in_user'] : []
}

function reasonsOf(url: URL, host: string, brand: OfficialBrand): LinkReason[] {
  if (isWithin(host, brand.official) || ownedAs(host) === brand.owner) return []
  const shown = domainToUnicode(host) || host
  const around = `${shown}${decoded(url.pathname)}`
  const how = [
    ...nameReasons(brandOf(shown), brand, around),
    ...placeReasons(url, shown, brand, around)
  ]
  if (how.length === 0) return []
  return [...how, ...scriptReasons(shown, host)]
}

function nameReasons(name: string, brand: OfficialBrand, around: string): LinkReason[] {
  if (name === brand.name) return ['wrong_ending']
  const [looks, wanted] = [looseSkeleton(name), brand.looks]
  if (looks === wanted) return ['confusable']
  // Without its first letter, a word is another that nobody misreads: arbor is not harbor.
  const isEdited = looks !== wanted.slice(1) && isOneEditApart(looks, wanted)
  if (isEdited && brand.name.length > 4) return ['one_edit']
  if (isReordered(looks, wanted)) return ['one_edit']
  if (bare(looks) === bare(wanted)) return ['confusable']
  if (brand.name.length <= 4 && atAGlance(looks) === atAGlance(wanted)) return ['confusable']
  return carriesBrand(name, brand, around) ? ['brand_in_name'] : []
}

/** Removes hyphens and repeated letters: o-k-x and okxx become okx. */
const bare = (name: string) => name.replaceAll('-', '').replace(/(.)\1+/gu, '$1')

/** Replaces letters that are confused in short names at a glance: ohx becomes okx. */
const atAGlance = (name: string) =>
  name.replaceAll('h', 'k').replaceAll('c', 'o').replaceAll('y', 'x')

function placeReasons(url: URL, shown: string, brand: OfficialBrand, around: string): LinkReason[] {
  const { official } = brand
  const domain = getDomain(shown) ?? shown
  const below = shown.slice(0, -domain.length - 1)
  if (`${below}.`.includes(`${official}.`) || `.${shown}`.includes(`.${official}-`))
    return ['brand_in_subdomain']
  if (below.split('.').some((label) => carriesBrand(label, brand, around)))
    return ['brand_in_subdomain']
  const parts = decoded(url.pathname).split('/').slice(1)
  // The account of exactly this name is nearly always the organisation's own, if unlisted.
  const imitates = (part: string) => part.toLowerCase() !== brand.name && carriesBrand(part, brand)
  if (isOfAccounts(shown) && parts.some(imitates)) return ['brand_in_path']
  const lies = (part: string) =>
    part.toLowerCase() === official || (hasSupportWord(part) && carriesBrand(part, brand))
  return parts.some(lies) ? ['brand_in_path'] : []
}

/** Sites whose paths contain names of accounts. */
const isOfAccounts = (host: string) =>
  /(?:^|\.)(?:t\.me|telegram\.(?:me|dog|org)|x\.com|twitter\.com|facebook\.com|fb\.com|instagram\.com|youtube\.com|weibo\.com|tiktok\.com|discord\.gg|line\.me|wa\.me|linktr\.ee)$/i.test(
    host
  )

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const scripts = [/\p{sc=Latin}/u, /\p{sc=Cyrillic}/u, /\p{sc=Greek}/u, /\p{sc=Armenian}/u]

function scriptReasons(shown: string, host: string): LinkReason[] {
  const mixed = scripts.filter((script) => script.test(brandOf(shown))).length > 1
  return [
    ...(mixed ? (['mixed_scripts'] as const) : []),
    ...(shown !== host ? (['punycode'] as const) : [])
  ]
}
