// 60 million values: two pairs rarely share one, and each takes few bytes.
const marks = 36 ** 5

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at++)
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return value >>> 0
}

// No token contains a `+`.
/** Lexeme of two adjacent words. */
export const pairMark = (first: string, second: string) =>
  `+${(hash(`${first} ${second}`) % marks).toString(36)}`

/**
 * Lexemes for each two adjacent words of these tokens. With them a phrase of common words is found
 * without reading all posts that contain them. Two pairs may share a lexeme, so the phrase itself
 * is checked afterwards.
 */
export const pairsOf = (tokens: { lexeme: string; kind: string }[]): string[] =>
  tokens.slice(1).flatMap((token, at) => {
    const before = tokens[at]
    return before?.kind === 'word' && token.kind === 'word'
      ? [pairMark(before.lexeme, token.lexeme)]
      : []
  })
