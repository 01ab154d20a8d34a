import { loose } from '../text-forms/loose.ts'

const pieceLength = 3
/** The rest of a longer text is ignored. */
const maxLength = 20_000
/** Share of common pieces from which two texts are nearly equal. */
const nearlyAll = 0.75

/**
 * Prepares a text for comparison; the returned function tells whether another one is nearly equal.
 */
export function nearlyEqualTo(given: string): (other: string) => boolean {
  const pieces = piecesOf(given)
  return (other) => {
    const others = piecesOf(other)
    const [fewer, more] = pieces.size < others.size ? [pieces, others] : [others, pieces]
    if (fewer.size === 0 || fewer.size < nearlyAll * more.size) return false
    let common = 0
    for (const piece of fewer) if (more.has(piece)) common += 1
    return common >= nearlyAll * more.size
  }
}

function piecesOf(given: string): Set<string> {
  const { text } = loose(given.slice(0, maxLength))
  if (text.length < pieceLength) return new Set(text === '' ? [] : [text])
  const pieces = new Set<string>()
  for (let at = 0; at + pieceLength <= text.length; at += 1)
    pieces.add(text.slice(at, at + pieceLength))
  return pieces
}
