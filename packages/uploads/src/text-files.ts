/** A piece is looked at in some milliseconds; others are served between two. */
const pieceLength = 16_000
/** More than any secret is long, so that none is cut in two. */
const overlap = 2_000

/** The text of a file of bytes: UTF-8, else what Chinese Windows writes. */
export function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** Of a long text, from `start` on. */
export type Piece = { start: number; text: string }

/** A long text in pieces that overlap. */
export function piecesOf(text: string): Piece[] {
  const count = Math.max(1, Math.ceil((text.length - overlap) / (pieceLength - overlap)))
  const starts = Array.from({ length: count }, (_, index) => index * (pieceLength - overlap))
  return starts.map((start) => ({ start, text: text.slice(start, start + pieceLength) }))
}

/** The line in which a place of a text is, as editors count. */
export const lineAt = (text: string, place: number): number =>
  text.slice(0, place).split(/\r\n|\r|\n/).length
