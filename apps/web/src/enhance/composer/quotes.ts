import { maxQuoteLength } from '../../lib/text.ts'
import { call } from '../api.ts'

export type Quote = { number: string; words: Promise<string> }

/**
 * The quote that a quote button inserts: the text selected in its post, else the beginning of the
 * post's Markdown. Undefined if `target` is no quote button.
 */
export function quoteFor(target: Element): Quote | undefined {
  const button = target.closest<HTMLButtonElement>('button[name=quoted]')
  const post = button?.closest<HTMLElement>('.post')
  if (!button || !post) return undefined
  const selected = selectedIn(post).trim()
  const words = selected ? Promise.resolve(selected) : writtenIn(post)
  return {
    number: button.value,
    words: words.then((text) => text.slice(0, maxQuoteLength))
  }
}

function selectedIn(post: Element): string {
  const selection = getSelection()
  if (!selection?.anchorNode || !post.contains(selection.anchorNode)) return ''
  return asWritten(selection.getRangeAt(0)) ?? selection.toString()
}

/** What the server drew for this reader: titles of links within the forum, and states after them. */
const drawn = ':is(a:not([href^="/u/"]):has(> bdi), .chip)'

/**
 * The selected text with the addresses of links whose titles the reader of a quote may not be
 * allowed to read; undefined if there are none.
 */
function asWritten(selected: Range): string | undefined {
  const range = selected.cloneRange()
  const [first, last] = [range.startContainer, range.endContainer].map(
    (node) => (node instanceof Element ? node : node.parentElement)?.closest(drawn) ?? undefined
  )
  if (first) range.setStartBefore(first)
  if (last) range.setEndAfter(last)
  const copy = document.createElement('div')
  copy.append(range.cloneContents())
  if (!copy.querySelector(drawn)) return undefined
  for (const one of copy.querySelectorAll(`${drawn}, button`))
    one.replaceWith(one instanceof HTMLAnchorElement ? one.href : '')
  return copy.textContent
}

/** Markdown of the post, or its visible text if the request fails. */
const writtenIn = (post: HTMLElement): Promise<string> =>
  call<{ quotable: string }>('GET', `/posts/${idOf(post)}/source`).then(
    ({ quotable }) => quotable,
    () => post.querySelector('.prose')?.textContent ?? ''
  )

/** Id of the post, from the link to its actions. */
const idOf = (post: HTMLElement) =>
  post.querySelector('a[href$="/actions"]')?.getAttribute('href')?.split('/')[2]

/** Ticks the checkbox that makes the form reply to the post with this number. */
export function showReplyTo(form: HTMLFormElement | null, number: string): void {
  const label = form?.querySelector<HTMLElement>('.reply-to')
  const box = label?.querySelector('input')
  const words = label?.querySelector('span')
  if (!label || !box || !words) return
  label.hidden = false
  box.value = number
  box.checked = true
  words.textContent = (label.dataset.words ?? '').replace(/#(?!#)/, number)
}
