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

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/** The first graphemes of rendered HTML, on one line; the HTML may be cut off anywhere. */
export const excerptOfHtml = (html: string, length: number): string =>
  excerpt(
    html
      .replace(/<[^>]*>?/g, ' ')
      .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? ''),
    length
  )
