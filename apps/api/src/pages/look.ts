import type { FastifyRequest } from 'fastify'

/**
 * How a reader chose pages to look, as attributes of the document: light or dark, unless as their
 * system, and how dense lists are. Empty if they chose nothing.
 */
export const lookOf = ({ cookies: { theme, density } }: Pick<FastifyRequest, 'cookies'>): string =>
  (theme === 'light' || theme === 'dark' ? ` data-theme="${theme}"` : '') +
  (density === 'compact' ? ' data-density="compact"' : '')

const start = '<html lang="'

/**
 * Writes the chosen look into a page. Pages are rendered and cached without it; behind the language
 * they have spaces for it.
 */
export function writeLook(page: Buffer, look: string): Buffer {
  const at = look ? page.indexOf(start) : -1
  if (at >= 0) page.write(look, page.indexOf('"', at + start.length) + 1)
  return page
}
