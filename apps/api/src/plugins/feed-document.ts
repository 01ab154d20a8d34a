import type { Locale } from '@stoa/core'

/** The content of a feed in any format. URLs are absolute, times ISO 8601. */
export type FeedDocument = {
  id: string
  /** `url` of the page, `self` of the feed. */
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
  /** Set if it may differ from the feed's. */
  language?: Locale
  /** Set if it is not the feed's. */
  author?: string
  publishedAt: string
  updatedAt: string
  /** Set for announcements. */
  type?: { key: string; name: string }
  /** The signed copy, with which readers can verify the item. The newest one is at `url`. */
  signed?: { url: string; document: object; signature: string }
}

/** Makes links and images in HTML absolute. */
export const absolute = (html: string, origin: string) =>
  html
    .replaceAll(/(href|src)="\//g, `$1="${origin}/`)
    .replaceAll(/srcset="[^"]*"/g, (variants) => variants.replaceAll(/(["\s])\//g, `$1${origin}/`))

/** The latest change of the items; now for an empty feed. */
export const latest = (items: readonly FeedItem[], now: string) =>
  items
    .map(({ updatedAt }) => updatedAt)
    .sort()
    .at(-1) ?? now

/** Formats a feed as JSON Feed 1.1. The signature of an item is in `_stoa`. */
export const jsonFeedOf = (feed: FeedDocument): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.url,
    feed_url: feed.self,
    language: feed.language,
    authors: [feed.author],
    items: feed.items.map(itemOf)
  })

const itemOf = ({ id, url, title, html, language, signed, type, ...item }: FeedItem) => ({
  ...{ id, url, title, language },
  content_html: html,
  date_published: item.publishedAt,
  date_modified: item.updatedAt,
  ...(type && { tags: [type.name] }),
  ...(signed && { _stoa: { ...signed, type: type?.key } })
})
