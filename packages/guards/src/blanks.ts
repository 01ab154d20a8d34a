const code = /```[\s\S]*?```|`[^`\n]*`/g
/** `[ ]`, `【】`, `{}`, with nothing but spaces, dots or lines inside. A link is none. */
const empty = /\[[\s_.…]*\](?![([:])|【[\s_.…]*】|\{[\s_.…]*\}/u
const inBraces = /\{[\p{L}\p{N}][\p{L}\p{N} _-]{0,39}\}/u
const bracketed = /\[[^[\]\n]{1,60}\](?![([:])|【[^【】\n]{1,60}】|\{[^{}\n]{1,60}\}/gu

/** Every blank of a template, as it stands there: `[service]`, `【服务名】`, `{name}`. */
export const blanksIn = (template: string): string[] => [
  ...new Set(template.replace(code, ' ').match(bracketed) ?? [])
]

/**
 * The first blank that nobody filled in: an empty one, any in braces, or one that a template has. Words
 * in brackets that no template has are words: "[Resolved] Deposits work again", 【公告】. Code has none.
 * @param known blanks of the templates, see `blanksIn`
 */
export function findBlank(text: string, known: readonly string[] = []): string | undefined {
  const read = text.replace(code, ' ')
  const nameless = empty.exec(read)?.[0] ?? inBraces.exec(read)?.[0]
  if (nameless) return nameless
  const plain = new Set(known.map((blank) => blank.toLowerCase()))
  return read.match(bracketed)?.find((blank) => plain.has(blank.toLowerCase()))
}
