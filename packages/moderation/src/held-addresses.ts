import { createHash } from 'node:crypto'
import { addressOf, isPublicSuffix } from '@stoa/guards'

/** What of an address can be held, from wide to narrow. */
export type Levels = { host: string; page: string; whole: string }

/**
 * The levels of an address, without what is changed at no cost and leads to the same place: scheme,
 * user, port, the dot after a host, percent signs before plain letters, slashes that repeat or end a
 * path, what follows its semicolons, the order of parameters, those that only count visits, and the
 * fragment. None for what is no address of the web. Migration 0038 writes addresses by the same rule.
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
 * What is held of a spammer's address: as much of it as nobody else leads to. Its host, unless others may
 * have domains below it, else its page whatever the parameters, else the page with these very parameters:
 * one alone may be anybody's. A parameter more makes that another address: which of them choose what is
 * shown only the host knows, and whoever wrote one that others use too would hold theirs by it.
 * @param ofOthers the hosts, and the pages as they are compared, that others lead to
 */
export function heldOf({ host, page, whole }: Levels, ofOthers: ReadonlySet<string>): string {
  if (!ofOthers.has(host) && !isPublicSuffix(host)) return host
  const isCommon = ofOthers.has(comparedPage({ page }))
  return keyOf(isCommon ? whole : page)
}

/** As `pageOfLink` writes it. */
export const comparedPage = ({ page }: Pick<Levels, 'page'>): string =>
  page.toLowerCase().slice(0, maxKeyLength)

/** By what an address is held if it is: `b.example` holds `a.b.example` too, as whoever has one has all. */
export const holdersOf = ({ host, page, whole }: Levels): string[] => [
  ...withParents(host),
  keyOf(page),
  keyOf(whole)
]

/** An index takes no key of several thousand characters. */
const maxKeyLength = 500

const keyOf = (text: string) =>
  text.length > maxKeyLength ? createHash('sha256').update(text).digest('hex') : text

function withParents(host: string): string[] {
  const labels = host.split('.')
  const parents = labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'))
  return parents.filter((parent) => !isPublicSuffix(parent))
}
