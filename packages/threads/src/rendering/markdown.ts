import type { Token } from 'markdown-it'
import { excerpt } from './excerpt.ts'
import { dropFileNames } from './file-names.ts'
import { parse, render, textOf } from './parse.ts'
import { addressesOf, withoutMarkers, withPlaceholders } from './quarantine.ts'
import { rewritten, type Page, type RenderOptions } from './rewrite.ts'
import { sanitise } from './sanitise.ts'
import { withAddressMark } from './wallet-strings.ts'

/**
 * Version stored with each text's HTML. HTML of an older version is rendered again before it is
 * shown.
 */
export const rendererVersion = 10

export type Rendered = {
  html: string
  /** Usernames without duplicates and those in quotes. */
  mentions: string[]
  /** Absolute URLs of links, without duplicates. */
  links: string[]
  /** Ids of uploads shown or linked, without duplicates. */
  uploads: string[]
  /** The visible text without markup, for search and excerpts. */
  textContent: string
}

/**
 * Renders Markdown to sanitised HTML. Only images uploaded here are shown. Others become links,
 * because loading them would reveal the reader to another site.
 */
export function renderMarkdown(text: string, options: RenderOptions = {}): Rendered {
  const tokens = parse(text)
  const page = rewritten(tokens, options)
  return rendered(tokens, page, sanitise(render(tokens)))
}

/** Assembles the result from rewritten tokens and their sanitised HTML. */
export const rendered = (tokens: Token[], page: Page, html: string): Rendered => ({
  html: page.hasAddress ? withAddressMark(withPlaceholders(html)) : withPlaceholders(html),
  mentions: [...page.mentions],
  links: [...page.links],
  uploads: [...page.uploads],
  textContent: withoutMarkers(textOf(tokens).trim())
})

/**
 * The text of a post without its quarantined addresses, as everybody may read it, and without the
 * names of its files.
 */
export function publicTextOf(body: string, quarantined: readonly string[]): string {
  const tokens = parse(body)
  rewritten(tokens, { quarantined })
  return withoutMarkers(textOf(dropFileNames(tokens)).trim())
}

const excerptLength = 160

/** The beginning of `publicTextOf`, for lists of posts. */
export const publicExcerpt = (body: string, quarantined: readonly string[]): string =>
  excerpt(publicTextOf(body, quarantined), excerptLength)

/** Absolute URLs that a text links to, without duplicates. */
export const linksOf = (body: string): string[] => [...rewritten(parse(body), {}).links]

/** All addresses in a text, including those that are not linked but that a reader could type. */
export const addressesIn = (body: string): string[] => addressesOf(body, parse(body))
