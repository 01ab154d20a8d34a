import type { FastifyRequest } from 'fastify'
import { unpooled, type Allocate } from './compression.ts'

/**
 * A rendered page, cut where it differs between its readers. It has one part more than `places`,
 * which name what is written between the parts.
 */
export type PageParts<Part extends string | Buffer = string | Buffer> = {
  parts: readonly Part[]
  places: readonly string[]
}

/** What is written in the places of one reader's page, by name; nothing in all others. */
export type Personal = Readonly<Record<string, string>>

/** Writes the page of one reader into memory that is asked for. */
export function writePage(
  { parts, places }: PageParts,
  personal: Personal,
  allocate: Allocate
): Buffer<ArrayBuffer> {
  const all = parts.flatMap((part, index) => [part, personal[places[index] ?? ''] ?? ''])
  const page = allocate(all.reduce((sum, part) => sum + Buffer.byteLength(part), 0))
  let at = 0
  for (const part of all)
    at += typeof part === 'string' ? page.write(part, at) : part.copy(page, at)
  return page
}

/** The same page as bytes to be kept, all in one block of `unpooled` memory. */
export function inBytes({ parts, places }: PageParts): PageParts<Buffer> & { bytes: Buffer } {
  const bytes = writePage({ parts, places }, {}, unpooled)
  let at = 0
  const cut = parts.map((part) => bytes.subarray(at, (at += Buffer.byteLength(part))))
  return { bytes, parts: cut, places }
}

/**
 * How a reader chose pages to look, as attributes of the document: light or dark, unless as their
 * system, and how dense lists are. Empty if they chose nothing.
 */
export const lookOf = ({ cookies: { theme, density } }: Pick<FastifyRequest, 'cookies'>): string =>
  (theme === 'light' || theme === 'dark' ? ` data-theme="${theme}"` : '') +
  (density === 'compact' ? ' data-density="compact"' : '')
