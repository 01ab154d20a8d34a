import { icons } from './icons.ts'

const uses = /<use href="#icon-(\w+)"/g
const end = '</body>'

/** Writes each icon that a page uses once at its end, as a symbol. A page of posts uses 150. */
export function withIconSymbols(page: string): string {
  const names = new Set(Array.from(page.matchAll(uses), ([, name]) => name ?? ''))
  if (names.size === 0) return page
  const at = page.lastIndexOf(end)
  return `${page.slice(0, at)}<svg id="icons" hidden>${symbols(names)}</svg>${page.slice(at)}`
}

const symbols = (names: ReadonlySet<string>) => [...names].map(symbolOf).join('')

const symbolOf = (name: string) =>
  `<symbol id="icon-${name}" viewBox="0 0 24 24"><path d="${icons[name as keyof typeof icons]}"/></symbol>`
