import { icons } from './icons.ts'

const use = '<use href="#icon-'

/** Each icon that a page uses once, as a symbol, for the end of the page. A page of posts uses 150. */
export function iconSymbols(page: string): string {
  const names = namesIn(page)
  return names.size === 0 ? '' : `<svg id="icons" hidden>${symbolsOf(names)}</svg>`
}

function namesIn(page: string): Set<string> {
  const names = new Set<string>()
  for (let at = page.indexOf(use); at >= 0; at = page.indexOf(use, at)) {
    at += use.length
    names.add(page.slice(at, page.indexOf('"', at)))
  }
  return names
}

const symbols = new Map(
  Object.entries(icons).map(([name, path]) => [
    name,
    `<symbol id="icon-${name}" viewBox="0 0 24 24"><path d="${path}"/></symbol>`
  ])
)

const symbolsOf = (names: ReadonlySet<string>) =>
  [...names].map((name) => symbols.get(name) ?? '').join('')
