import type { FastifyRequest } from 'fastify'

type Theme = 'light' | 'dark'

/** The theme that a reader chose; undefined for that of their system. */
export const themeOf = ({ cookies: { theme } }: FastifyRequest): Theme | undefined =>
  theme === 'light' || theme === 'dark' ? theme : undefined

const start = '<html lang="'

/**
 * Writes the chosen theme into a copy of a page. Pages are rendered and cached without it; behind
 * the language they have spaces for it.
 */
export function withTheme(page: Buffer, theme: Theme | undefined): Buffer {
  const at = theme ? page.indexOf(start) : -1
  if (at < 0) return page
  const themed = Buffer.from(page)
  themed.write(` data-theme="${theme}"`, page.indexOf('"', at + start.length) + 1)
  return themed
}
