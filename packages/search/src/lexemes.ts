/** A lexeme as it stands in literals of `tsvector` and `tsquery`. */
export const quoted = (lexeme: string) => `'${lexeme.replace(/['\\]/g, '$&$&')}'`
