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
