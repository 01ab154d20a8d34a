import type { FeedDocument, FeedItem } from './feed-document.ts'

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
