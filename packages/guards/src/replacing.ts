import type { Passage } from './finding.ts'

/** What stands where a secret stood. */
export const removed = '[removed]'

/** The text with `[removed]` in place of each passage, which are in order and apart. */
export function replaced(text: string, passages: readonly Passage[]): string {
  const pieces = passages.map(({ start }, at) => text.slice(passages[at - 1]?.end ?? 0, start))
  return [...pieces, text.slice(passages.at(-1)?.end ?? 0)].join(removed)
}
