import { parse } from 'tldts'
import {
  brokenHosts,
  hostLetter,
  mayHaveBrokenDots,
  mayHaveSpacedHosts,
  mended,
  spacedHosts,
  withoutSpaces
} from './broken-dots.ts'
import type { Passage } from '../detector.ts'
import { normal } from '../text-forms/normal.ts'

/** An address in a text; `url` is where a reader would get by following it. */
export type AddressPassage = Passage & { url: string }

const dot = '[.。]'
const label = `${hostLetter}{1,63}`
// An address ends at Chinese characters and at the punctuation of its sentence.
const inPath = '[^\\s<>"\'`\\u2e80-\\uffef]'
const path = `(?::\\d{1,5})?(?:[/?#]${inPath}*)?`

/** With a scheme, also in a form that renderers do not link: hxxps://evil[.]com. */
const withScheme = new RegExp(`(?<![a-z])(?:h[tx]{2}ps?|ftp|wss?): ?[/\\\\]{1,3}${inPath}+`, 'giu')
/** The lookbehind makes each host start after a non-letter, so that long hosts are scanned once. */
const bare = new RegExp(
  `(?<!${hostLetter}|@|${hostLetter}[.])(?:${label}${dot})+${label}(?!${hostLetter}|@)${path}`,
  'giu'
)
const behind = new RegExp(path, 'uy')
/** Hosts in other scripts, such as 钱包.com; where they start is undecidable. */
const foreign =
  /(?=\.)(?<=([\p{L}\p{N}-]{0,20}[^\P{L}\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Armenian}]))\.(?:com|net|org|cn|io|xyz|cc|top|vip)(?![\w-])/giu
/** Chinese endings after a name in any script. */
const chineseEnding =
  /(?<![\p{L}\p{N}-])[\p{L}\p{N}-]{1,40}\.(?:中国|中國|公司|网络|網絡|在线|网址|网站|香港|台湾|台灣|移动|商城|集团)(?!\p{sc=Han})/giu
const closing = /[.,;:!?)\]}*~]+$/u

/**
 * Finds addresses that a reader could follow or type, also unlinked ones and those with broken
 * dots. They are in order and do not overlap.
 */
export function addressPassages(given: string): AddressPassage[] {
  const { text, at } = normal(given)
  if (!mayHaveAddress.test(text)) return []
  const found = [...written(text), ...(mayHaveBrokenDots(text) ? broken(text) : [])]
  return apart(found).map(({ url, start, end }) => ({ url, start: at(start), end: at(end) }))
}

const mayHaveAddress = /[.。…·•∙‧・点點]|d[o0]t|p(?:unk|un|on)t|tochka|kropka|:[/\\]/iu

/** Fast checks: without these, no word of a text is scanned. */
const dotWithin = /\S[.。]\S/
const dotBeforeHan = /\.[中公网網在香台移商集]/

const matchesIf = (mayMatch: boolean, text: string, pattern: RegExp): RegExpExecArray[] =>
  mayMatch ? Array.from(text.matchAll(pattern)) : []

function written(text: string): AddressPassage[] {
  const schemes = Array.from(text.matchAll(withScheme), ({ 0: found, index }) =>
    passage(found, index, urlWithScheme)
  )
  const hosts = matchesIf(dotWithin.test(text), text, bare).map(({ 0: found, index }) =>
    passage(found, index, (shown) => urlOfHost(shown, text.slice(Math.max(0, index - 50), index)))
  )
  const others = Array.from(text.matchAll(foreign), ({ 0: ending, 1: name = '', index }) =>
    passage(`${name}${ending}`, index - name.length, bareUrl)
  )
  const chinese = matchesIf(dotBeforeHan.test(text), text, chineseEnding).map(
    ({ 0: found, index }) => passage(found, index, bareUrl)
  )
  return [...schemes, ...hosts, ...others, ...chinese].flat()
}

function passage(
  found: string,
  start: number,
  urlOf: (shown: string) => string | undefined
): AddressPassage[] {
  const shown = found.replace(closing, '')
  const url = urlOf(shown)
  return url === undefined ? [] : [{ url, start, end: start + shown.length }]
}

function broken(text: string): AddressPassage[] {
  const spaced = matchesIf(mayHaveSpacedHosts(text), text, spacedHosts).map(({ 0: found, index }) =>
    passage(found, index, (shown) => hostOf(withoutSpaces(shown))?.url)
  )
  const apart = brokenHosts.flatMap((pattern) =>
    Array.from(text.matchAll(pattern)).flatMap(({ 0: host, index }) => {
      behind.lastIndex = index + host.length
      const found = host + (behind.exec(text)?.[0] ?? '')
      return passage(found, index, () => bareUrl(mended(host) + found.slice(host.length)))
    })
  )
  return [...spaced.flat(), ...apart]
}

const bareUrl = (shown: string) => canonical(`https://${shown}`)

/**
 * The address as written, or its canonical form if browsers read another host, as with full-width
 * letters and dots.
 */
function canonical(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { hostname, href } = new URL(url)
  return url.toLowerCase().includes(`//${hostname}`) ? url : href
}

function urlWithScheme(shown: string): string | undefined {
  if (/^https?:\/\//i.test(shown) && URL.canParse(shown)) return shown
  const [, scheme = '', rest = ''] = /^(\w+): ?[/\\]{1,3}(.*)$/su.exec(shown) ?? []
  const host = /^[^/?#]*/u.exec(rest)?.[0] ?? ''
  const safe = /s$/i.test(scheme) ? 'https' : 'http'
  return canonical(`${safe}://${mended(host)}${rest.slice(host.length)}`)
}

/** A host with its address; `ending` is set if it stands alone and may be a word. */
type Host = { url: string; hostname: string; ending?: string }

/** Cache of hosts: they repeat within a text, and parsing one takes longer than finding it. */
const hosts = new Map<string, Host | undefined>()
const mostHosts = 2_000

function hostOf(shown: string): Host | undefined {
  if (hosts.has(shown)) return hosts.get(shown)
  const url = bareUrl(shown)
  const host = url === undefined ? undefined : knownHost(shown, url)
  if (hosts.size >= mostHosts) hosts.clear()
  hosts.set(shown, host)
  return host
}

function knownHost(shown: string, url: string): Host | undefined {
  const { hostname, pathname, search } = new URL(url)
  const isAlone = pathname === '/' && search === '' && !/^www\./i.test(shown)
  const { isIcann, isIp, publicSuffix } = parse(hostname)
  if (isIp ? isAlone : !isIcann) return undefined
  return { url, hostname, ...(isAlone && publicSuffix !== null && { ending: publicSuffix }) }
}

function urlOfHost(shown: string, before: string): string | undefined {
  const { url, hostname = '', ending } = hostOf(shown) ?? {}
  return ending !== undefined && isWordAlone(hostname, ending, before) ? undefined : url
}

/** Keeps the first and longest of overlapping passages. */
function apart(found: AddressPassage[]): AddressPassage[] {
  let end = 0
  return found
    .toSorted((one, other) => one.start - other.start || other.end - one.end)
    .filter((one) => {
      const isApart = one.start >= end
      if (isApart) end = one.end
      return isApart
    })
}

/**
 * Endings that are also words or file extensions: "It failed.So I …", README.md, order.id. A bare
 * host with such an ending is no address.
 */
const words = new Set(
  [
    'am as at be by do id in is it me my no so to us and are cat name new now how here this today',
    'md py sh rs pl ps zip mov cc rb vi ms st gg'
  ].flatMap((line) => line.split(' '))
)
/** Well-known hosts whose ending is a word. */
const knownHosts = new Set(['t.me', 'wa.me', 'm.me'])
/** Endings that are also extensions of files in a folder. */
const ofFolders = new Set(['app', 'pub', 'cab', 'bio'])
const inFolder = /[/\\][^\s/\\]{0,40}[/\\]$/u

/** True if what looks like a host is text or a file name, by its ending and the text before it. */
const isWordAlone = (hostname: string, ending: string, before: string): boolean =>
  (words.has(ending) && !knownHosts.has(hostname)) ||
  (ofFolders.has(ending) && inFolder.test(before))
