import { longestQuote } from '../lib/quoted.ts'

/**
 * What a quote button of the page brings: the words selected in its post, else the post's first
 * ones. Undefined when `target` is no such button.
 */
export function quoteFor(target: Element): { number: string; words: string } | undefined {
  const button = target.closest<HTMLElement>('[data-quote]')
  const post = button?.closest('[data-post]')
  if (!button || !post) return undefined
  const words = selectedIn(post) || (post.querySelector('.prose')?.textContent ?? '')
  return { number: button.dataset.quote ?? '', words: words.slice(0, longestQuote) }
}

function selectedIn(post: Element): string {
  const selection = getSelection()
  const inside = selection?.anchorNode && post.contains(selection.anchorNode)
  return inside ? selection.toString() : ''
}
