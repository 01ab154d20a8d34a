import { setTimeout as wait } from 'node:timers/promises'
import { partsOf, type Target } from './tab.ts'

/** How long an act waits for its element, in milliseconds. */
export const patience = 20_000

/**
 * Runs in the page, in which it knows nothing but its arguments: the first element shown that a
 * target means, or null.
 */
export function findShown(css: string, text: string): Element | null {
  const plain = (words: string) => words.replace(/\s+/g, ' ').toLowerCase()
  const isMeant = (one: Element) =>
    one.checkVisibility({ visibilityProperty: true }) &&
    plain(one.textContent ?? '').includes(plain(text))
  return [...document.querySelectorAll(css)].find(isMeant) ?? null
}

/**
 * Attempts something about a target until it is done. An attempt may fail, as a page may be left
 * meanwhile, or its element replaced.
 * @param attempt returns false if it is to be repeated
 */
export async function retry(
  what: 'shown' | 'gone',
  target: Target,
  attempt: () => Promise<boolean>
): Promise<void> {
  const end = performance.now() + patience
  let last = ''
  while (performance.now() < end) {
    const isDone = await attempt().catch((error: Error) => {
      last = ` (${error.message})`
      return false
    })
    if (isDone) return
    await wait(50)
  }
  const { css, text } = partsOf(target)
  throw new Error(`Not ${what} in ${patience / 1000} seconds: ${css} ${text}${last}`)
}
