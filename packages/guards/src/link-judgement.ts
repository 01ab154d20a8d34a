import { domainToUnicode } from 'node:url'
import { getDomain, getDomainWithoutSuffix } from 'tldts'
import { isOneEditApart } from './edits.ts'
import { looseSkeleton } from './skeleton.ts'

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

/** What somebody should know of an address: of whom it is, or of whom it pretends to be. */
export type Judgement = { verdict: Verdict; of?: string; reasons: LinkReason[] }

/** Whom addresses are compared with. Hosts are in ASCII and lower case. */
export type HostLists = { official: readonly string[]; isBlocked(host: string): boolean }

const unknown: Judgement = { verdict: 'unknown', reasons: ['not_listed'] }

/** What an address is: official, blocked, made to look like an official one, or unknown. */
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

/** An official host, its name, and what that looks like. */
type Brand = { official: string; name: string; looks: string; owner: string | null }

const brandsByList = new WeakMap<readonly string[], Brand[]>()

// The same few for every link of every post.
function brandsOf(list: readonly string[]): Brand[] {
  const known = brandsByList.get(list)
  if (known) return known
  const brands = list.map((official) => {
    const name = brandOf(official)
    return { official, name, looks: looseSkeleton(name), owner: ownedAs(official) }
  })
  brandsByList.set(list, brands)
  return brands
}

function deceptionIn(url: URL, host: string, brand: Brand): Judgement {
  const { official } = brand
  const reasons = [...userReasons(url, brand), ...reasonsOf(url, host, brand)]
  if (reasons.length === 0) return unknown
  return { verdict: 'lookalike', of: official, reasons: [...new Set(reasons)] }
}

/** https://official.example@other.example leads to the other one. */
function userReasons({ username, password }: URL, { looks }: Brand): LinkReason[] {
  if (!username && !password) return []
  const user = decoded(`${username}:${password}`)
  return looseSkeleton(user).includes(looks) ? ['brand_in_user'] : []
}

/** The name of a domain without its ending: harbor.example → harbor. */
export const brandOf = (domain: string) => getDomainWithoutSuffix(domain) ?? domain

function reasonsOf(url: URL, host: string, brand: Brand): LinkReason[] {
  if (isWithin(host, brand.official) || ownedAs(host) === brand.owner) return []
  const shown = domainToUnicode(host) || host
  const how = [...nameReasons(nameOf(shown), brand), ...placeReasons(url, shown, brand)]
  if (how.length === 0) return []
  return [...how, ...scriptReasons(shown, host)]
}

// Whoever has forum.harbor.example has harbor.example too, but not every page of a host for pages.
const ownedAs = (host: string) => getDomain(host, { allowPrivateDomains: true })

const nameOf = (host: string) => getDomainWithoutSuffix(host) ?? host

function nameReasons(name: string, brand: Brand): LinkReason[] {
  if (name === brand.name) return ['wrong_ending']
  const [looks, wanted] = [looseSkeleton(name), brand.looks]
  if (looks === wanted) return ['confusable']
  if (brand.name.length < 4) return []
  if (isOneEditApart(looks, wanted) && brand.name.length > 4) return ['one_edit']
  return hasWord(looks, wanted) ? ['brand_in_name'] : []
}

// A short brand must be a word of its own: "harbor" hides in "harborside" too, "okx" in too much.
const hasWord = (name: string, brand: string) =>
  brand.length > 5 ? name.includes(brand) : name.split('-').includes(brand)

const lures =
  /log-?in|sign-?in|support|verif|wallet|recover|airdrop|claim|official|service|help|kyc|bonus|refund|unlock|客服|官方|安全|登录|登入|认证|認證/i

function placeReasons(url: URL, shown: string, brand: Brand): LinkReason[] {
  const { official, looks: wanted } = brand
  const domain = getDomain(shown) ?? shown
  const below = shown.slice(0, -domain.length - 1).split('.')
  if (below.some((label) => hasWord(looseSkeleton(label), wanted))) return ['brand_in_subdomain']
  const parts = decoded(url.pathname).split('/')
  const lies = (part: string) =>
    part.toLowerCase() === official || (lures.test(part) && hasWord(looseSkeleton(part), wanted))
  return parts.some(lies) ? ['brand_in_path'] : []
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const scripts = [/\p{sc=Latin}/u, /\p{sc=Cyrillic}/u, /\p{sc=Greek}/u, /\p{sc=Armenian}/u]

function scriptReasons(shown: string, host: string): LinkReason[] {
  const mixed = scripts.filter((script) => script.test(nameOf(shown))).length > 1
  return [
    ...(mixed ? (['mixed_scripts'] as const) : []),
    ...(shown !== host ? (['punycode'] as const) : [])
  ]
}
