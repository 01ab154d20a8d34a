/** A lexeme as it stands in literals of `tsvector` and `tsquery`. */
export const quoted = (lexeme: string) => `'${lexeme.replace(/['\\]/g, '$&$&')}'`

/** The lexeme of what begins like this, and of texts that have this character; no token has a `^`. */
export const beginningLexeme = (letters: string) => `^${letters}`

/** A lexeme that says something of the whole text; no token has a `~`. */
export const mark = (name: string, value: string | number) => `~${name}.${value}`
