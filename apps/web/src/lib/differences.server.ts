import { diffWords, type ChangeObject } from 'diff'

type Change = ChangeObject<string>
export type Piece = { kind: 'same' | 'added' | 'removed'; text: string }

// Chinese, Japanese and Thai have no spaces between words.
const intlSegmenter = new Intl.Segmenter('zh', { granularity: 'word' })
const usualMilliseconds = 150

/**
 * Compares two texts word by word. If that takes too long because they differ too much, the whole
 * text counts as replaced.
 * @param timeout in milliseconds
 */
export function differences(before: string, after: string, timeout = usualMilliseconds): Piece[] {
  const changes = diffWords(before, after, { intlSegmenter, timeout })
  const pieces = changes?.map(toPiece) ?? [
    { kind: 'removed' as const, text: before },
    { kind: 'added' as const, text: after }
  ]
  return pieces.filter(({ text }) => text !== '')
}

function toPiece({ added, removed, value }: Change): Piece {
  if (added) return { kind: 'added', text: value }
  return { kind: removed ? 'removed' : 'same', text: value }
}
