import { addressOf } from '@stoa/guards'

/** What of an address can be held, from wide to narrow. */
export type Levels = { host: string; page: string; parameters: string[]; whole: string }

/**
 * The levels of an address, without what is changed at no cost and leads to the same place: scheme,
 * fragment, a slash at the end, the order of parameters. None for what is no address of the web.
 */
export function levelsOf(url: string): Levels[] {
  const address = addressOf(url)
  if (!address) return []
  const { hostname: host, pathname, searchParams } = address
  const page = host + (pathname.replace(/\/+$/, '') || '/')
  const pairs = Array.from(searchParams, (pair) => new URLSearchParams([pair]).toString()).sort()
  const whole = pairs.length > 0 ? `${page}?${pairs.join('&')}` : page
  return [{ host, page, parameters: pairs.map((pair) => `${page}?${pair}`), whole }]
}

/**
 * What is held of a spammer's address: as much of it as nobody else leads to. Its host, else its page
 * whatever the parameters, else the parameters that are theirs; what others lead to just so, as it is.
 */
export function heldOf({ host, page, parameters, whole }: Levels, ofOthers: ReadonlySet<string>) {
  if (!ofOthers.has(host)) return [host]
  if (!ofOthers.has(page)) return [page]
  const theirs = parameters.filter((parameter) => !ofOthers.has(parameter))
  return theirs.length > 0 ? theirs : [whole]
}

/** By what an address is held if it is: `b.example` holds `a.b.example` too, as whoever has one has all. */
export const holdersOf = ({ host, page, parameters, whole }: Levels): string[] => [
  ...withParents(host),
  page,
  ...parameters,
  whole
]

function withParents(host: string): string[] {
  const labels = host.split('.')
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'))
}
