/** Entries that identify a ZIP as an office document or a program. */
const ofDocuments = /^(?:\[Content_Types\]\.xml|mimetype)$/
const ofPrograms = /^(?:META-INF\/MANIFEST\.MF|AndroidManifest\.xml|.*\.(?:dex|class))$/i

/** Whether a ZIP with these entries is a document, such as docx, xlsx, pptx or odt. */
export const isDocument = (names: readonly string[]): boolean =>
  names.some((name) => ofDocuments.test(name)) && !isProgram(names)

/** Whether it is a program, such as jar or apk. */
export const isProgram = (names: readonly string[]): boolean =>
  names.some((name) => ofPrograms.test(name))

const ends = /<\/(?:\w+:)?(?:p|h|si|row|tr|tc|c)>|<(?:\w+:)?(?:br|line-break)[ /][^<>]*>/g
const gaps = /<(?:\w+:)?(?:tab|s)(?:[ /][^<>]*)?>/g
const tags = /<[^<>]*>/g
const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

/** The visible text of one part of a document: words unbroken, paragraphs and cells as lines. */
export const textOfPart = (xml: string): string =>
  xml.replace(ends, '\n').replace(gaps, ' ').replace(tags, '').replace(entity, entityOf)

const entity = /&(?:#\d{1,7}|#x[\da-f]{1,6}|lt|gt|quot|apos|amp);/gi

function entityOf(written: string): string {
  const name = written.slice(1, -1).toLowerCase()
  if (!name.startsWith('#')) return entities[name] ?? ''
  const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
}
