import type { Token } from 'markdown-it'
import { attributesOf, hostOf, namesAnotherHost, type LinkShower } from './links.ts'
import { splitMentions, type Names } from './mentions.ts'
import { Quarantine } from './quarantine.ts'
import { imageAttributes, type ImageFacts } from './image-attributes.ts'
import { linked, linkTokens, textToken, textOf, emptyToken } from './parse.ts'
import { hasAddress, markWalletStrings } from './wallet-strings.ts'

export type RenderOptions = {
  /** Existing users among the candidates of `findMentions`. */
  names?: Names
  /** Keyed by upload id. */
  images?: ReadonlyMap<string, ImageFacts>
  /** Default: links keep their targets. */
  show?: LinkShower
  /** Addresses that are replaced by placeholders. */
  quarantined?: readonly string[]
  /** Level of the heading under which those of the text stand. Default: 2. */
  underHeading?: number
}

/** Options of the rendering, and what was found so far. */
export type Page = Required<Omit<RenderOptions, 'quarantined' | 'underHeading'>> & {
  quarantine: Quarantine
  mentions: Set<string>
  /** Quotes around the present token. Whom they mention is not notified by it. */
  quoteDepth: number
  links: Set<string>
  uploads: Set<string>
  /** Whether the text has something that money could be sent to. */
  hasAddress: boolean
}

/** Path of an upload. */
export const upload = /^\/api\/v1\/uploads\/([\w-]{16,64})$/

/**
 * Rewrites parsed tokens in place into what is shown, and collects their mentions, links and
 * uploads.
 */
export function rewritten(tokens: Token[], options: RenderOptions): Page {
  const { names = new Map(), images = new Map(), show = (href) => ({ href }) } = options
  const { underHeading = 2 } = options
  const seen = { mentions: new Set<string>(), links: new Set<string>(), uploads: new Set<string>() }
  const quarantine = new Quarantine(options.quarantined ?? [])
  const page: Page = { names, images, show, quarantine, quoteDepth: 0, hasAddress: false, ...seen }
  for (const token of tokens) {
    if (token.type.startsWith('heading_')) token.tag = lowered(token.tag, underHeading)
    if (token.type.startsWith('blockquote_')) page.quoteDepth += token.nesting
    page.quarantine.mask(token)
    if (token.children) token.children = inline(token.children, page)
    token.children = markWalletStrings(token)
  }
  const codes = [...page.images.values()].flatMap((image) => image.codes ?? [])
  page.hasAddress = hasAddress(tokens, [...page.links, ...codes])
  markTasks(tokens)
  return page
}

// Headings of posts start at h3: the page and the thread's title are h1 and h2.
const lowered = (tag: string, by: number) => `h${Math.min(6, Number(tag.slice(1)) + by)}`

function inline(tokens: Token[], page: Page): Token[] {
  let opened: (Opened & { from: number }) | undefined
  const rewritten: Token[] = []
  for (const token of tokens) {
    if (token.type === 'link_open') opened = { ...openLink(token, page), from: rewritten.length }
    const isText = opened?.isText ?? false
    if (token.type === 'link_close' && opened) {
      const content = rewritten.splice(opened.from)
      rewritten.push(...closed(content, opened))
      opened = undefined
    }
    if (!isText || !token.type.startsWith('link_'))
      rewritten.push(...rewrite(token, page, opened !== undefined))
  }
  return rewritten
}

function rewrite(token: Token, page: Page, isInLink: boolean): Token[] {
  if (token.type === 'image') return image(token, page, isInLink)
  if (token.type === 'code_inline') token.attrSet('translate', 'no')
  if (token.type === 'text' && !isInLink) return mentions(token.content, page)
  return [token]
}

/** `marker` is set if the link is quarantined. */
type Opened = { href: string; isText: boolean; marker?: string }

/** Collects a link's target. Quarantined and deceptive links become text. */
function openLink(token: Token, page: Page): Opened {
  const href = String(token.attrGet('href') ?? '')
  note(href, page)
  const marker = page.quarantine.markerOf(href)
  if (marker !== undefined) return { href, isText: true, marker }
  if (!hostOf(href)) return { href, isText: false }
  const attributes = attributesOf(href, page.show)
  for (const [name, value] of Object.entries(attributes ?? {}))
    if (name === 'class') token.attrJoin(name, value)
    else token.attrSet(name, value)
  return { href, isText: attributes === undefined }
}

/** Content of a closed link, followed by its marker or its real host. */
function closed(content: Token[], { href, isText, marker }: Opened): Token[] {
  if (marker === undefined) return [...content, ...realHost(content, href, isText)]
  const text = textOf(content)
  if (text.trim() === href || text.includes(marker)) return [textToken(marker)]
  return [...content, textToken(` ${marker}`)]
}

function note(href: string, page: Page): void {
  const id = upload.exec(href)?.[1]
  if (id) page.uploads.add(id)
  else if (hostOf(href)) page.links.add(href)
}

/**
 * A link whose text names another host is followed by the real host; so is a deceptive link that
 * became text.
 */
function realHost(content: Token[], href: string, isText = false): Token[] {
  const text = textOf(content)
  const hides = isText && text.trim() !== href
  return hides || namesAnotherHost(text, href) ? [textToken(` (${hostOf(href) ?? ''})`)] : []
}

function image(token: Token, page: Page, isInLink: boolean): Token[] {
  const source = String(token.attrGet('src') ?? '')
  const id = upload.exec(source)?.[1]
  if (!id) return isInLink ? [textToken(token.content)] : externalImage(token, source, page)
  page.uploads.add(id)
  const facts = page.images.get(id) ?? {}
  const marker = (facts.codes ?? []).map((code) => page.quarantine.markerOf(code)).find(Boolean)
  if (marker !== undefined) return [textToken(marker)]
  for (const [name, value] of Object.entries(imageAttributes(facts))) token.attrSet(name, value)
  // A link needs a name, which is the image's description.
  return isInLink || token.content === '' ? [token] : linked([token], { href: source })
}

function externalImage(token: Token, href: string, page: Page): Token[] {
  note(href, page)
  const marker = page.quarantine.markerOf(href)
  if (marker !== undefined) return [textToken(`${token.content} ${marker}`.trim())]
  const text = token.content || href
  const attributes = hostOf(href) ? attributesOf(href, page.show) : { href }
  const [open, content, close] = linkTokens(attributes ?? {}, text)
  if (!open || !content || !close) return []
  if (!attributes) return [content, ...realHost([content], href, true)]
  return [open, content, ...realHost([content], href), close]
}

function mentions(text: string, page: Page): Token[] {
  return splitMentions(text, page.names).flatMap((passage) => {
    if (passage.name === undefined) return [textToken(passage.text)]
    if (page.quoteDepth === 0) page.mentions.add(passage.name)
    const href = `/u/${encodeURIComponent(passage.name)}`
    return linkTokens({ href, class: 'mention', translate: 'no' }, passage.text)
  })
}

const box = /^\[([ xX])\][ \u3000]+/

/**
 * Turns list items that begin with `[ ]` or `[x]` into tasks: a box that cannot be ticked, whose
 * label is the text of the item.
 */
function markTasks(tokens: readonly Token[]): void {
  for (const [index, item] of tokens.entries()) {
    const text = tokens[index + 2]
    const begin = text?.children?.[0]
    const found = begin?.type === 'text' ? box.exec(begin.content) : null
    if (item.type !== 'list_item_open' || !text?.children || !begin || !found) continue
    begin.content = begin.content.slice(found[0].length)
    item.attrJoin('class', 'task-item')
    text.children = labelled(text.children, found[1] !== ' ')
  }
}

function labelled(text: Token[], isDone: boolean): Token[] {
  const box = emptyToken('task_box', 'input', 0)
  box.attrs = [['type', 'checkbox'], ['disabled', ''], ...(isDone ? [checked] : [])]
  return [emptyToken('task_open', 'label', 1), box, ...text, emptyToken('task_close', 'label', -1)]
}

const checked: [string, string] = ['checked', '']
