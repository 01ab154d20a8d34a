import { LRUCache } from 'lru-cache'
import type { ComponentProps } from 'svelte'
import { render } from 'svelte/server'
import { pageOf } from '#lib/threads/posts.ts'
import type { ThreadRow as Listed } from '#lib/shapes.ts'
import { isUnread } from '#lib/thread-states.ts'
import ThreadRow from './ThreadRow.svelte'

type RowProps = ComponentProps<typeof ThreadRow>
export type ListedRow = Omit<RowProps, 'thread'> & { thread: Listed }
/** Those of the page, which the row reads its language from. */
type Contexts = Map<unknown, unknown>

/** HTML of rows, by all that they are rendered from. Bounded in characters. */
const kept = new LRUCache<string, string>({
  maxSize: 2_000_000,
  sizeCalculation: (html, key) => html.length + key.length,
  // Rows contain relative times.
  ttl: 60_000
})

/**
 * HTML of a thread's row. A list is 25 of them, and most readers of a list see the same ones, so that
 * each is rendered once as long as nothing in it changes. Where a reader left off is their own: its
 * address is written in afterwards.
 */
export function rowHtml({ thread, ...how }: ListedRow, locale: string, contexts: Contexts): string {
  const { unreadFrom, lastPoster, createdAt, voteCount, meTooCount, ...shown } = thread
  const html = keptHtml(
    { ...how, thread: { ...shown, unread: isUnread(thread) } },
    locale,
    contexts
  )
  if (unreadFrom === null || unreadFrom === 1) return html
  return html.replace(firstAddress, `/t/${thread.id}?page=${pageOf(unreadFrom)}#p${unreadFrom}`)
}

/** That of the title, the first link of a row. */
const firstAddress = /(?<= href=")[^"]*/

function keptHtml(props: RowProps, locale: string, contexts: Contexts): string {
  const key = JSON.stringify([locale, props])
  const known = kept.get(key)
  if (known !== undefined) return known
  const html = inOnePiece(render(ThreadRow, { props, context: contexts }).body)
  kept.set(key, html)
  return html
}

/** Rendered text is a tree of its pieces, which takes several times its memory. */
const inOnePiece = (text: string) => Buffer.from(text).toString()
