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

/** The first characters of rendered HTML, for `description` of a page. */
export const excerptOf = (html: string | null | undefined): string =>
  Array.from(plainText((html ?? '').slice(0, 4000)))
    .slice(0, excerptLength)
    .join('')
    .trim()
