import { unpooled, type Allocate } from './compression.ts'

/**
 * A rendered page, cut where it differs between its readers. It has one part more than `places`,
 * which name what is written between the parts.
 */
export type PageParts<Part extends string | Buffer = string | Buffer> = {
  parts: readonly Part[]
  places: readonly string[]
}

/** A page that is kept, with the headers that rendering it has set. */
export type KeptPage = PageParts<Buffer> & { type: string; policy: string }

/** Pages of members that were rendered for nobody in particular. */
export type MemberPages = {
  get(key: string): KeptPage | undefined
  keep(key: string, page: PageParts, response: Response): void
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
