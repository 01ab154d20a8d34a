import type { Locale } from '@stoa/core'

/** What a feed says, whatever it is written as. Addresses are absolute, times ISO 8601. */
export type FeedDocument = {
  id: string
  /** Of the page it is about, and of the feed itself. */
  url: string
  self: string
  title: string
  language: Locale
  updatedAt: string
  author: { name: string; url: string }
  items: FeedItem[]
}

export type FeedItem = {
  id: string
  url: string
  /** Plain text. */
  title: string
  html: string
  /** Where it may differ from the feed's. */
  language?: Locale
  /** Where it is not the feed's. */
  author?: string
  publishedAt: string
  updatedAt: string
  /** Of an announcement. */
  kind?: { key: string; name: string }
  /** The signed copy, so that whoever has the item can check it; `url` has the newest one. */
  signed?: { url: string; document: object; signature: string }
}

/** HTML whose links and images are found from anywhere. */
export const absolute = (html: string, origin: string) =>
  html.replaceAll(/(href|src)="\//g, `$1="${origin}/`)

/** When anything in it last changed; now, where there is nothing. */
export const latest = (items: readonly FeedItem[], now: string) =>
  items
    .map(({ updatedAt }) => updatedAt)
    .sort()
    .at(-1) ?? now
