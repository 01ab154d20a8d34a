import type { Token } from 'markdown-it'
import { parse, render } from './parsing.ts'
import { addressesOf, withoutMarkers, withPlaceholders } from './quarantine.ts'
import { textOf } from './readable-text.ts'
import { rewritten, type Page, type RenderOptions } from './rewriting.ts'
import { sanitise } from './sanitising.ts'

/** Stored with each text's HTML; an older one is rendered anew before it is shown. */
export const rendererVersion = 5

export type Rendered = {
  html: string
  /** Usernames, each once. */
  mentions: string[]
  /** Absolute addresses of links, each once. */
  links: string[]
  /** Ids of uploads shown or linked, each once. */
  uploads: string[]
  /** What a reader sees, without markup; what search and excerpts are made of. */
  textContent: string
}

/**
 * Renders Markdown to sanitised HTML. Only images uploaded here are shown; others become links,
 * because they would tell a stranger who reads.
 */
export function renderMarkdown(text: string, options: RenderOptions = {}): Rendered {
  const tokens = parse(text)
  const page = rewritten(tokens, options)
  return rendered(tokens, page, sanitise(render(tokens)))
}

/** What is answered of rewritten tokens and their sanitised HTML. */
export const rendered = (tokens: Token[], page: Page, html: string): Rendered => ({
  html: withPlaceholders(html),
  mentions: [...page.mentions],
  links: [...page.links],
  uploads: [...page.uploads],
  textContent: withoutMarkers(textOf(tokens).trim())
})

/** What everybody may read of a text of which addresses are kept back. */
export const publicTextOf = (body: string, quarantined: readonly string[]): string =>
  renderMarkdown(body, { quarantined }).textContent

/** Absolute addresses that a text leads to, each once. */
export const linksOf = (body: string): string[] => renderMarkdown(body).links

/** The same with those that nothing makes a link of: what a reader could type. */
export const addressesIn = (body: string): string[] => addressesOf(body, parse(body))
