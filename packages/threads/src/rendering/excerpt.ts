const characters = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** Cuts a text to its first `length` graphemes, on one line, and adds … if something was cut. */
export function excerpt(textContent: string, length: number): string {
  const line = textContent.replace(/\s+/g, ' ').trim()
  let seen = 0
  for (const { index } of characters.segment(line)) {
    if (seen === length) return `${line.slice(0, index).trimEnd()}…`
    seen += 1
  }
  return line
}
