import { randomBytes } from 'node:crypto'
import type { Token } from 'markdown-it'
import { addressPassages } from '@stoa/guards'
import { hostOf } from './links.ts'

/**
 * Random marker that stands for a quarantined address in tokens. It is never shown, so nobody can
 * write it.
 */
const nonce = `q${randomBytes(12).toString('hex')}n`
const markers = new RegExp(`${nonce}(\\d+)x`, 'g')
const marker = (index: number) => `${nonce}${index}x`

/**
 * Placeholder for a quarantined address in stored HTML; the number is its index among the
 * quarantined addresses.
 */
export const placeholder = /<em class="quarantined-link" data-link="(\d+)"><\/em>/g

/** Replaces markers by placeholders in sanitised HTML. */
export const withPlaceholders = (html: string): string =>
  html.replace(markers, '<em class="quarantined-link" data-link="$1"></em>')

/** Whether a text contains a marker. */
export const hasMarker = (text: string): boolean => text.includes(nonce)

/** Replaces markers by […] in plain text. */
export const withoutMarkers = (text: string): string => text.replace(markers, '[…]')

/**
 * All addresses that a reader could follow in parsed tokens: targets of links and images, and
 * addresses in the visible text, even if emphasis, code or a link begins within one.
 */
export function addressesSeen(tokens: readonly Token[]): string[] {
  const all = [...tokens, ...tokens.flatMap(({ children }) => children ?? [])]
  const targets = new Set(all.map((token) => String(token.attrGet('href') ?? token.attrGet('src'))))
  const words = [...tokens.map(wordsOf), ...all.flatMap(besideWords)]
  return [...new Set([...words.flatMap(writtenIn), ...[...targets].flatMap(targetsIn)])]
}

/** Addresses in the source of a text whose hosts are not among those of the visible addresses. */
export function addressesUnseen(source: string, seen: readonly string[]): string[] {
  const hosts = new Set(seen.map(hostOf))
  return [...new Set(writtenIn(source))].filter((url) => !hosts.has(hostOf(url)))
}

/** Addresses in the visible text and in the source. */
export function addressesOf(source: string, tokens: readonly Token[]): string[] {
  const seen = addressesSeen(tokens)
  return [...seen, ...addressesUnseen(source, seen)]
}

const besideWords = (token: Token) => [token.info, String(token.attrGet('title') ?? '')]

const writtenIn = (text: string) => addressPassages(text).map(({ url }) => url)

const wordsOf = ({ children, content }: Token) => (children ? textOfPieces(children) : content)

/** The visible text of one inline token. */
const pieceOf = (token: Token) => (/break$/.test(token.type) ? '\n' : token.content)
/** The visible text of the tokens of one block; images count by their description. */
export const textOfPieces = (tokens: readonly Token[]) => tokens.map(pieceOf).join('')

/**
 * Addresses in a link target: the target itself and addresses in its query or fragment, as in
 * /search?q=https://elsewhere.example
 */
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

/** The quarantined addresses of a text, by their index. */
export class Quarantine {
  #places: ReadonlyMap<string, number>

  constructor(urls: readonly string[]) {
    this.#places = new Map(urls.map((url, index) => [url, index]))
  }

  /** Returns the marker for a link to this target; undefined if the target is not quarantined. */
  markerOf(target: string): string | undefined {
    if (this.#places.size === 0) return undefined
    const index = targetsIn(target).map((url) => this.#places.get(url))
    const first = index.find((one) => one !== undefined)
    return first === undefined ? undefined : marker(first)
  }

  /** Replaces quarantined addresses in a block: in its text, titles and info strings. */
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

  /**
   * An address may begin in one token and end in another. Its marker goes into the token in which
   * it begins.
   */
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

  /** Replaces the quarantined addresses in a text by markers. */
  masked(text: string): string {
    return this.#places.size === 0 ? text : withoutPassages(text, this.#found(text), 0)
  }
}

type Marked = { mark: string; start: number; end: number }

/**
 * Replaces passages in a part of the text that begins at `from`. A passage gets its marker in the
 * part in which it begins.
 */
const withoutPassages = (text: string, passages: Marked[], from: number) =>
  passages.reduceRight((left, { mark, start, end }) => {
    const begins = start >= from
    const [first, last] = [Math.max(0, start - from), Math.min(text.length, end - from)]
    return left.slice(0, first) + (begins ? mark : '') + left.slice(last)
  }, text)

/** An image's description becomes an attribute, which cannot hold a placeholder. */
function say(token: Token, content: string) {
  token.content = token.type === 'image' ? withoutMarkers(content) : content
  if (token.type === 'image')
    for (const child of token.children ?? []) child.content = token.content
}
