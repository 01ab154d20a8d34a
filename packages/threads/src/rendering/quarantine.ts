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

/** All that a reader could follow in parsed tokens: targets of links and images, and written addresses. */
export function addressesOf(tokens: readonly Token[]): string[] {
  const found = tokens.flatMap((token) => [
    ...targetsIn(String(token.attrGet('href') ?? token.attrGet('src') ?? '')),
    ...writtenIn(token.content),
    ...writtenIn(token.info),
    ...writtenIn(String(token.attrGet('title') ?? '')),
    ...addressesOf(token.children ?? [])
  ])
  return [...new Set(found)]
}

const writtenIn = (text: string) => addressPassages(text).map(({ url }) => url)

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

  /** Takes what is kept back out of what a token says itself: words, code, its language, a title. */
  mask(token: Token): void {
    if (this.#places.size === 0) return
    const isImage = token.type === 'image'
    const content = this.masked(token.content)
    // What describes an image becomes an attribute, in which no placeholder can stand.
    token.content = isImage ? withoutMarkers(content) : content
    if (isImage) for (const child of token.children ?? []) child.content = token.content
    const title = String(token.attrGet('title') ?? '')
    if (this.masked(title) !== title) token.attrSet('title', '')
    if (this.masked(token.info) !== token.info) token.info = ''
  }

  /** A text with markers in place of the addresses in it. */
  masked(text: string): string {
    if (this.#places.size === 0) return text
    return addressPassages(text).reduceRight((left, { url, start, end }) => {
      const index = this.#places.get(url)
      return index === undefined ? left : left.slice(0, start) + marker(index) + left.slice(end)
    }, text)
  }
}
