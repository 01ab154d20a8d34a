import { icons } from './icons.ts'

const use = '<use href="#icon-'
const end = '</body>'

/** Writes each icon that a page uses once at its end, as a symbol. A page of posts uses 150. */
export function withIconSymbols(page: string): string {
  const names = namesIn(page)
  if (names.size === 0) return page
  const at = page.lastIndexOf(end)
  return `${page.slice(0, at)}<svg id="icons" hidden>${symbolsOf(names)}</svg>${page.slice(at)}`
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
