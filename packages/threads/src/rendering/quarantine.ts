import { randomBytes } from 'node:crypto'
import type { Token } from 'markdown-it'
import { addressPassages } from '@stoa/guards'
import { hostOf } from './links.ts'

/** Stands in tokens where an address is kept back; nobody can write it, as nobody is ever shown it. */
const nonce = `q${randomBytes(12).toString('hex')}n`
const markers = new RegExp(`${nonce}(\\d+)x`, 'g')
const marker = (index: number) => `${nonce}${index}x`

/** What stands for a kept back address in stored HTML, by its place among them. */
export const placeholder = /<em class="quarantined-link" data-link="(\d+)"><\/em>/g

/** Sanitised HTML with placeholders in place of the markers. */
export const withPlaceholders = (html: string): string =>
  html.replace(markers, '<em class="quarantined-link" data-link="$1"></em>')

/** A text that names no address that is kept back. */
export const withoutMarkers = (text: string): string => text.replace(markers, '[…]')

/**
 * All that a reader could follow in a text and its parsed tokens: targets of links and images, and addresses
 * as its readers see them written, over every edge of emphasis, code and links; at last those that only
 * who reads the source sees.
 */
export function addressesOf(source: string, tokens: readonly Token[]): string[] {
  const found = new Set(tokens.flatMap(inBlock))
  const hosts = new Set(Array.from(found, hostOf))
  const unseen = writtenIn(source).filter((url) => !hosts.has(hostOf(url)))
  return [...new Set([...found, ...unseen])]
}

const inBlock = (token: Token): string[] =>
  token.children
    ? [...writtenIn(textOfPieces(token.children)), ...token.children.flatMap(besideText)]
    : [...writtenIn(token.content), ...besideText(token)]

/** What a token says beside its words. */
const besideText = (token: Token): string[] => [
  ...targetsIn(String(token.attrGet('href') ?? token.attrGet('src') ?? '')),
  ...writtenIn(token.info),
  ...writtenIn(String(token.attrGet('title') ?? ''))
]

const writtenIn = (text: string) => addressPassages(text).map(({ url }) => url)

/** What a reader sees of the tokens of a block, each in its place. */
const pieceOf = (token: Token) => (/break$/.test(token.type) ? '\n' : token.content)
const textOfPieces = (tokens: readonly Token[]) => tokens.map(pieceOf).join('')

/** Where a link leads, and what it carries along: /search?q=https://elsewhere.example */
export function targetsIn(target: string): string[] {
  const carried = writtenIn(decoded(/[?#].*$/s.exec(target)?.[0].slice(1) ?? ''))
  return hostOf(target) ? [target, ...carried] : carried
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Addresses that are kept back, by their places. */
export class Quarantine {
  #places: ReadonlyMap<string, number>

  constructor(urls: readonly string[]) {
    this.#places = new Map(urls.map((url, index) => [url, index]))
  }

  /** What stands for a link to this target; undefined where it may be shown. */
  markerOf(target: string): string | undefined {
    if (this.#places.size === 0) return undefined
    const index = targetsIn(target).map((url) => this.#places.get(url))
    const first = index.find((one) => one !== undefined)
    return first === undefined ? undefined : marker(first)
  }

  /** Takes what is kept back out of a block: out of its words, and out of what its tokens say beside them. */
  mask(block: Token): void {
    if (this.#places.size === 0) return
    if (block.children) this.#maskWords(block.children)
    else block.content = this.masked(block.content)
    for (const token of [block, ...(block.children ?? [])]) {
      const title = String(token.attrGet('title') ?? '')
      if (this.masked(title) !== title) token.attrSet('title', '')
      if (this.masked(token.info) !== token.info) token.info = ''
    }
  }

  /** An address may begin in one token and end in another: its marker stands where it begins. */
  #maskWords(tokens: Token[]): void {
    let left = this.#found(textOfPieces(tokens))
    let from = 0
    for (const token of tokens) {
      if (left.length === 0) return
      const end = from + pieceOf(token).length
      const next = left.findIndex((passage) => passage.start >= end)
      const within = next === -1 ? left : left.slice(0, next)
      if (within.length > 0) say(token, withoutPassages(token.content, within, from))
      left = left.filter((passage) => passage.end > end)
      from = end
    }
  }

  #found(text: string): Marked[] {
    return addressPassages(text).flatMap(({ url, start, end }) => {
      const index = this.#places.get(url)
      return index === undefined ? [] : [{ mark: marker(index), start, end }]
    })
  }

  /** A text with markers in place of the addresses in it. */
  masked(text: string): string {
    return this.#places.size === 0 ? text : withoutPassages(text, this.#found(text), 0)
  }
}

type Marked = { mark: string; start: number; end: number }

/** The text that begins at `from` of the whole, with a marker for each passage that begins in it. */
const withoutPassages = (text: string, passages: Marked[], from: number) =>
  passages.reduceRight((left, { mark, start, end }) => {
    const begins = start >= from
    const [first, last] = [Math.max(0, start - from), Math.min(text.length, end - from)]
    return left.slice(0, first) + (begins ? mark : '') + left.slice(last)
  }, text)

/** What describes an image becomes an attribute, in which no placeholder can stand. */
function say(token: Token, content: string) {
  token.content = token.type === 'image' ? withoutMarkers(content) : content
  if (token.type === 'image')
    for (const child of token.children ?? []) child.content = token.content
}
