const fence = /^\s{0,3}(`{3,}|~{3,})/
const quoteLine = /^\s{0,3}>/
// The name stays. An @ within an e-mail address or a path is no mention.
const mention =
  /(?<![\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{N}._%+/@`-])@(?=[\p{L}\p{N}_-]{2})/gu
const undescribed = /!\[\s*\]\(/g

/** Follows the lines of a Markdown text, and tells for each whether it belongs to code. */
export function codeLines(): (line: string) => boolean {
  let open: string | undefined
  return (line) => {
    const [, mark] = fence.exec(line) ?? []
    const isCode = open !== undefined || mark !== undefined
    if (open === undefined) open = mark
    else if (mark && line.trim().startsWith(open)) open = undefined
    return isCode
  }
}

/**
 * The text of a post as it goes into an article: without quotes, whose words are somebody else's,
 * with names in place of mentions, and with a word for each picture that has no description.
 */
export function cleaned(markdown: string, pictureWord: string): string {
  const isCode = codeLines()
  const kept: string[] = []
  let inQuote = false
  for (const line of markdown.replaceAll('\r\n', '\n').split('\n')) {
    const isKept = isCode(line)
    // A paragraph that begins as a quote goes on until the next empty line.
    inQuote = !isKept && (quoteLine.test(line) || (inQuote && line.trim() !== ''))
    if (!inQuote) kept.push(isKept ? line : withoutMarks(line, pictureWord))
  }
  return kept
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

const withoutMarks = (line: string, pictureWord: string) =>
  line.replace(mention, '').replace(undescribed, `![${pictureWord}](`)
