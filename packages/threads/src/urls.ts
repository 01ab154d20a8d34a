import { LRUCache } from 'lru-cache'

const maxSlugLength = 60

/**
 * The readable part of a thread's URL: letters and digits of every script in lower case, joined by
 * `-`, at most 60 code points; empty if the title has none.
 */
export function slugOf(title: string): string {
  const words =
    title
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  const slug = Array.from(words.join('-')).slice(0, maxSlugLength).join('')
  return slug.replace(/-$/, '')
}

// Lists show the same titles again and again, and making a slug takes as long as drawing a row.
const slugs = new LRUCache<string, string>({ max: 5000 })

function encodedSlug(title: string): string {
  const slug = slugs.get(title) ?? encodeURIComponent(slugOf(title))
  slugs.set(title, slug)
  return slug
}

/** `/t/12/slug`, percent-encoded so that it also fits a header or a feed. */
export function threadUrl(id: number, title: string): string {
  const slug = encodedSlug(title)
  return slug === '' ? `/t/${id}` : `/t/${id}/${slug}`
}

/** URL of a post: its page in the thread with the anchor `#p12`. */
export const postUrl = (threadId: number, title: string, number: number): string =>
  postUrls(threadId, title)(number)

/** Returns `postUrl` for many posts of one thread. */
export function postUrls(threadId: number, title: string): (number: number) => string {
  const thread = threadUrl(threadId, title)
  return (number) => {
    const page = pageOf(number)
    return `${thread}${page > 1 ? `?page=${page}` : ''}#p${number}`
  }
}

/** Posts per page of a thread. `apps/web/src/lib/threads/posts.ts` has the same number. */
export const pageSize = 20

/** Page of a thread that has the post with this number, counted from 1. */
export const pageOf = (number: number) => Math.ceil(number / pageSize)
