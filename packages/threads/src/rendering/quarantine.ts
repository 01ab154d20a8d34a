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
 * All that a reader could follow in parsed tokens: targets of links and images, and addresses as they see
 * them written, over every edge of emphasis, code and links.
 */
export function addressesSeen(tokens: readonly Token[]): string[] {
  const all = [...tokens, ...tokens.flatMap(({ children }) => children ?? [])]
  const targets = new Set(all.map((token) => String(token.attrGet('href') ?? token.attrGet('src'))))
  const words = [...tokens.map(wordsOf), ...all.flatMap(besideWords)]
  return [...new Set([...words.flatMap(writtenIn), ...[...targets].flatMap(targetsIn)])]
}

/** Those in the source of a text that lead to other hosts than what is seen of it. */
export function addressesUnseen(source: string, seen: readonly string[]): string[] {
  const hosts = new Set(seen.map(hostOf))
  return [...new Set(writtenIn(source))].filter((url) => !hosts.has(hostOf(url)))
}

/** Both. */
export function addressesOf(source: string, tokens: readonly Token[]): string[] {
  const seen = addressesSeen(tokens)
  return [...seen, ...addressesUnseen(source, seen)]
}

const besideWords = (token: Token) => [token.info, String(token.attrGet('title') ?? '')]

const writtenIn = (text: string) => addressPassages(text).map(({ url }) => url)

const wordsOf = ({ children, content }: Token) => (children ? textOfPieces(children) : content)

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
