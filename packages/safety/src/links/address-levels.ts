import { createHash } from 'node:crypto'
import { addressOf, isPublicSuffix } from '@stoa/guards'

/** The parts of an address that can be quarantined, from wide to narrow. */
export type Levels = { host: string; page: string; whole: string }

/**
 * Returns the levels of an address, or none if it is no web address. It drops what anybody can
 * change without changing the target: scheme, user, port, the dot after a host, escapes of plain
 * letters, repeated and trailing slashes, path parameters after `;`, order of query parameters,
 * `utm_` parameters and the fragment. Migration 0038 normalizes addresses by the same rule.
 */
export function levelsOf(url: string): Levels[] {
  const address = addressOf(url)
  if (!address) return []
  const host = address.hostname.replace(/\.+$/, '').slice(0, maxHostLength)
  const page = `${host}/${plainPath(address.pathname)}`
  return [{ host, page, whole: `${page}?${plainQuery(address.search)}` }]
}

/** As `hostOfLink` cuts it. */
const maxHostLength = 255

const plainPath = (path: string) =>
  withoutEscapes(path)
    .replace(/;[^/]*/g, '')
    .split('/')
    .filter(Boolean)
    .join('/')

function plainQuery(query: string): string {
  const pairs = withoutEscapes(query.slice(1).replaceAll('+', '%20')).split('&')
  return pairs
    .filter((pair) => pair && !/^utm_/i.test(pair))
    .sort()
    .join('&')
}

const withoutEscapes = (text: string) =>
  text.replace(/%[0-9a-f]{2}/gi, (escape) => {
    const letter = String.fromCharCode(parseInt(escape.slice(1), 16))
    return /[\w.~-]/.test(letter) ? letter : escape.toUpperCase()
  })

/**
 * Returns what to quarantine of a spammer's address: the widest level that nobody else links to.
 * This is the host (unless it is a public suffix), else the page with any parameters, else the page
 * with exactly these parameters. Single parameters are not quarantined: only the host knows which
 * of them select the content, and a spammer could add one that others use, too.
 * @param ofOthers hosts and compared pages that others link to
 */
export function sweptKeyOf({ host, page, whole }: Levels, ofOthers: ReadonlySet<string>): string {
  if (!ofOthers.has(host) && !isPublicSuffix(host)) return host
  const isCommon = ofOthers.has(comparedPage({ page }))
  return keyOf(isCommon ? whole : page)
}

/** As `pageOfLink` writes it. */
export const comparedPage = ({ page }: Pick<Levels, 'page'>): string =>
  page.toLowerCase().slice(0, maxKeyLength)

/**
 * All entries that would quarantine this address. `b.example` covers `a.b.example`, as one owner
 * controls both.
 */
export const holdersOf = ({ host, page, whole }: Levels): string[] => [
  ...withParents(host),
  keyOf(page),
  keyOf(whole)
]

/** Longer keys are hashed, as an index entry is limited in size. */
const maxKeyLength = 500

const keyOf = (text: string) =>
  text.length > maxKeyLength ? createHash('sha256').update(text).digest('hex') : text

function withParents(host: string): string[] {
  const labels = host.split('.')
  const parents = labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'))
  return parents.filter((parent) => !isPublicSuffix(parent))
}
