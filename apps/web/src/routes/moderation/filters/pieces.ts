type Passage = { start: number; end: number }

/** Splits a text into matches and the pieces between them. */
export function piecesOf(text: string, passages: readonly Passage[]) {
  const pieces: { text: string; found: boolean }[] = []
  let at = 0
  for (const { start, end } of passages.toSorted((a, b) => a.start - b.start)) {
    if (start < at) continue
    pieces.push({ text: text.slice(at, start), found: false })
    pieces.push({ text: text.slice(start, end), found: true })
    at = end
  }
  return [...pieces, { text: text.slice(at), found: false }].filter(({ text }) => text !== '')
}
