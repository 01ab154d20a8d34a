const code = /```[\s\S]*?```|`[^`\n]*`/g
/** `- [x] done` */
const checkbox = /^([\t >]*(?:[-*+]|\d{1,9}[.)])[\t ]+)\[[ xX]\](?=[\t ])/gm
/** `[docs]: https://docs.example "Title"`, on a line of its own that is not rendered. */
const definition = /^[\t >]*\[([^[\]\n]{1,60})\]:[\t ]*\S+(?:[\t ]+["'(][^\n]*)?[\t ]*$/gm
/** `[1]` and `[^note]` */
const reference = /\[(?:\d{1,3}|\^[^[\]\n]{1,60})\]/g
/** `[ ]`, `【】`, `{}` with only spaces, dots or lines inside; links are excluded. */
const empty = /\[[\s_.…]*\](?!\()|【[\s_.…]*】|\{[\s_.…]*\}/u
const inBraces = /\{[\p{L}\p{N}][\p{L}\p{N} _-]{0,39}\}/u
const bracketed = /\[[^[\]\n]{1,60}\](?!\()|【[^【】\n]{1,60}】|\{[^{}\n]{1,60}\}/gu

/** Lists the blanks of a template as written: `[service]`, `【服务名】`, `{name}`. */
export const blanksIn = (template: string): string[] => [
  ...new Set(prose(template).match(bracketed) ?? [])
]

/**
 * Returns the first blank that was not filled in: an empty one, any in braces, or one of a
 * template. Other words in brackets are text: "[Resolved] Deposits work again", 【公告】.
 * @param known blanks of the templates, see `blanksIn`
 */
export function findBlank(text: string, known: readonly string[] = []): string | undefined {
  const read = prose(text)
  const nameless = empty.exec(read)?.[0] ?? inBraces.exec(read)?.[0]
  if (nameless) return nameless
  const plain = new Set(known.map((blank) => blank.toLowerCase()))
  return read.match(bracketed)?.find((blank) => plain.has(blank.toLowerCase()))
}

/** Removes the brackets of Markdown: code, checkboxes, footnotes and reference links. */
function prose(text: string): string {
  const read = text.replace(code, ' ').replace(checkbox, '$1')
  const labels = new Set(Array.from(read.matchAll(definition), ([, label]) => labelOf(label)))
  return read
    .replace(definition, '')
    .replace(
      /\[([^[\]\n]{1,60})\](?:\[([^[\]\n]{0,60})\])?/g,
      (link, words: string, label?: string) => (labels.has(labelOf(label || words)) ? ' ' : link)
    )
    .replace(reference, ' ')
}

const labelOf = (label = '') => label.trim().toLowerCase()
