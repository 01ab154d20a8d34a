import { diffWords } from 'diff'

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
  const pieces: Piece[] = changes?.map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value
  })) ?? [
    { kind: 'removed', text: before },
    { kind: 'added', text: after }
  ]
  return pieces.filter(({ text }) => text !== '')
}
