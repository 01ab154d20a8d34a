const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' }

const entity = /&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi

const decoded = (html: string) =>
  html.replace(entity, (whole: string, hex?: string, decimal?: string, name?: string) => {
    if (hex) return String.fromCodePoint(parseInt(hex, 16))
    return decimal ? String.fromCodePoint(Number(decimal)) : (named[name ?? ''] ?? whole)
  })

/** A text in which nothing is markup. */
const plain = (html: string) => decoded(html).replace(/[\\`*_[\]<>#|~]/g, '\\$&')

const inline: [RegExp, string][] = [
  [/<b>\s*<\/b>|<i>\s*<\/i>/g, ''],
  [/<\/?b\b[^>]*>/g, '**'],
  [/<\/?i\b[^>]*>/g, '*'],
  [/<br\/?>/g, '\n'],
  [/<h[12]\b[^>]*>/g, '\n\n## '],
  [/<h[3-6]\b[^>]*>/g, '\n\n### '],
  [/<(?:p|div|table|section|dl|ul|ol)\b[^>]*>|<\/(?:h\d|p|div|table|section|dl|ul|ol)>/g, '\n\n'],
  [/<(?:dt|li)\b[^>]*>/g, '\n- '],
  [/<dd\b[^>]*>/g, '\n  '],
  [/<tr\b[^>]*>/g, '\n|'],
  [/<\/t[dh]>/g, ' |'],
  [/<[^>]*>/g, '']
]

/**
 * Turns the HTML of mandoc to Markdown, for pages in the language man(7), of which mandoc writes no
 * Markdown itself.
 */
export function markdownOfHtml(html: string): string {
  const body = html.replace(/<table class="(?:head|foot)">[^]*?<\/table>/g, '')
  const parts = body.split(/<pre[^>]*>([^]*?)<\/pre>/)
  const texts = parts.map((part, at) => (at % 2 === 1 ? fenced(part) : prose(part)))
  return `${texts
    .join('\n\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`
}

const fenced = (html: string) =>
  `\`\`\`\`\n${decoded(html.replace(/<[^>]*>/g, '')).trimEnd()}\n\`\`\`\``

function prose(html: string): string {
  const lines = html.replace(/\n\s*/g, ' ').split(/(<[^>]*>)/)
  const escaped = lines.map((part) => (part.startsWith('<') ? part : plain(part))).join('')
  return inline
    .reduce((text, [from, to]) => text.replace(from, to), markupOf(escaped))
    .replace(/^ +(?=\S)/gm, (blanks) => (blanks.length > 1 ? '  ' : ''))
}

/** Escaped signs of texts are no tags. */
const markupOf = (text: string) => text.replace(/\\</g, '\\&lt;').replace(/\\>/g, '\\&gt;')
