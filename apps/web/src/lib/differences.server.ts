import { diffWords, type ChangeObject } from 'diff'

type Change = ChangeObject<string>
export type Piece = { kind: 'same' | 'added' | 'removed'; text: string }

// Words of Chinese, Japanese and Thai have no spaces between them.
const intlSegmenter = new Intl.Segmenter('zh', { granularity: 'word' })
const milliseconds = 150

/**
 * What changed between two texts, word by word. Where they share too little to be compared in time,
 * the whole text was replaced.
 */
export function differences(before: string, after: string): Piece[] {
  const changes = diffWords(before, after, { intlSegmenter, timeout: milliseconds })
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
