/** Quotes a lexeme for literals of `tsvector` and `tsquery`. */
export const quoted = (lexeme: string) => `'${lexeme.replace(/['\\]/g, '$&$&')}'`

/**
 * Lexeme for words with this beginning, and for texts with this character. No token contains a `^`.
 */
export const beginningLexeme = (letters: string) => `^${letters}`

/** Lexeme for a property of the whole text. No token contains a `~`. */
export const mark = (name: string, value: string | number) => `~${name}.${value}`
