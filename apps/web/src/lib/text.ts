const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/** The words of rendered HTML in one line. */
export const plainText = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim()

/** Search engines and share cards show about as much. */
const excerptLength = 160

const table = /<table[^]*?(?:<\/table>|$)/g
const uploadLink = /<a\b[^>]*href="\/api\/v1\/uploads\/[^>]*>[^<]*<\/a>/g

/** The first characters of rendered HTML without tables and files, for `description` of a page. */
export const excerptOf = (html: string | null | undefined): string =>
  Array.from(plainText((html ?? '').slice(0, 4000).replace(table, ' ').replace(uploadLink, ' ')))
    .slice(0, excerptLength)
    .join('')
    .trim()

/** A sentence with the space after it; none after Chinese punctuation. */
export const spaced = (sentence: string): string =>
  /[。！？；：]$/u.test(sentence) ? sentence : `${sentence} `

/** Characters of a post that are quoted. A quote refers to a post and does not repeat it. */
export const maxQuoteLength = 280

/** Markdown quote of a text, line by line. */
export const quoted = (words: string) =>
  words
    .trim()
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')
