// 60 million of them: enough that two pairs rarely share one, and few bytes in every document.
const marks = 36 ** 5

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at++)
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return value >>> 0
}

// No token has a `+`.
/** The lexeme of two words that stand side by side. */
export const pairMark = (first: string, second: string) =>
  `+${(hash(`${first} ${second}`) % marks).toString(36)}`

/**
 * A lexeme for each two words of letters that stand side by side in these tokens. A phrase of common
 * words is so found without reading every post that has them all; that it stands there is looked at
 * afterwards, as two pairs may share a lexeme.
 */
export const pairsOf = (tokens: { lexeme: string; kind: string }[]): string[] =>
  tokens.slice(1).flatMap((token, at) => {
    const before = tokens[at]
    return before?.kind === 'word' && token.kind === 'word'
      ? [pairMark(before.lexeme, token.lexeme)]
      : []
  })
