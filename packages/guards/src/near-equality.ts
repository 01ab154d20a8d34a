import { loose } from './loose.ts'

const pieceLength = 3
/** What stands further down is not looked at. */
const maxLength = 20_000
/** So great a part of their pieces two texts have in common that say the same in nearly the same words. */
const nearlyAll = 0.75

/** Makes a text ready to be compared with others: what tells whether one says nearly the same. */
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
