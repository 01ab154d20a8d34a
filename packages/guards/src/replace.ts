import type { Passage } from './detector.ts'

/** Replacement of a secret. */
export const removed = '[removed]'

/** Replaces each passage by `[removed]`; passages are in order and do not overlap. */
export function replaced(text: string, passages: readonly Passage[]): string {
  const pieces = passages.map(({ start }, at) => text.slice(passages[at - 1]?.end ?? 0, start))
  return [...pieces, text.slice(passages.at(-1)?.end ?? 0)].join(removed)
}
