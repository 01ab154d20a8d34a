import { buffer } from 'node:stream/consumers'
import { fileTypeFromBuffer } from 'file-type'
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl'
import { Problem } from '@stoa/core'
import { isText, textOf } from './text-files.ts'

/** The maximum number of files in an archive, and their maximum unpacked size together. */
export const archiveLimits = { entries: 50, megabytes: 10 }

/** Office documents are archives of many small parts. */
const mostParts = 1_000

const archives =
  /zip|x-7z|rar|x-tar|gzip|x-xz|bzip|zstd|x-lzip|x-lz4|x-compress|cab|x-iso|java-archive|android|x-rpm|x-deb|x-msi/

/** The text of a file in an archive, with its name there. */
export type PackedText = { name: string; text: string }
type Packed = { name: string; bytes: Buffer }

/**
 * Yields the texts in a ZIP, one file after the other. Binary files yield only their name, office
 * documents each of their parts.
 * @throws Problem 422 `upload_archive_refused` for more than `archiveLimits`, for a nested archive
 * or program, and for damaged or encrypted archives
 */
export async function* textsIn(bytes: Buffer): AsyncGenerator<PackedText> {
  try {
    yield* read(bytes)
  } catch {
    throw new Problem(422, 'upload_archive_refused', archiveLimits)
  }
}

async function* read(bytes: Buffer): AsyncGenerator<PackedText> {
  const left = { bytes: archiveLimits.megabytes * 1_000_000 }
  for await (const { name, bytes: packed } of filesIn(bytes, left, archiveLimits.entries)) {
    yield { name, text: isText(packed) ? textOf(packed) : '' }
    if (isZip(packed)) yield* partsOf(name, packed, left)
    else if (await isArchive(packed)) throw new Error('It holds an archive.')
  }
}

/** Yields the texts of an office document inside an archive. Any other nested ZIP is refused. */
async function* partsOf(name: string, bytes: Buffer, left: Left): AsyncGenerator<PackedText> {
  if (!isDocument(await namesIn(bytes))) throw new Error('It holds an archive.')
  for await (const part of filesIn(bytes, left, mostParts)) {
    if (isZip(part.bytes) || (await isArchive(part.bytes))) throw new Error('It holds an archive.')
    if (isText(part.bytes)) yield { name, text: textOfPart(textOf(part.bytes)) }
  }
}

/** Looks for the end record, because a self-extracting archive begins as a program. */
const isZip = (bytes: Buffer) => bytes.lastIndexOf('PK\u0005\u0006', undefined, 'latin1') !== -1

const isArchive = async (bytes: Buffer) =>
  archives.test((await fileTypeFromBuffer(bytes))?.mime ?? '')

type Left = { bytes: number }

async function* filesIn(bytes: Buffer, left: Left, most: number): AsyncGenerator<Packed> {
  // The sizes declared in the archive are checked again while it is read.
  const zip = await fromBufferPromise(bytes, { autoClose: false })
  const entries = await entriesOf(zip, most)
  left.bytes -= entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  if (left.bytes < 0) throw new Error('Its files are too large.')
  if (isProgram(entries.map(({ fileName }) => fileName))) throw new Error('It is a program.')
  for (const entry of entries)
    yield { name: entry.fileName, bytes: await buffer(await zip.openReadStreamPromise(entry)) }
}

async function namesIn(bytes: Buffer): Promise<string[]> {
  const zip = await fromBufferPromise(bytes, { autoClose: false })
  return (await entriesOf(zip, mostParts)).map(({ fileName }) => fileName)
}

async function entriesOf(zip: ZipFile, most: number): Promise<Entry[]> {
  if (zip.entryCount > most) throw new Error('It holds too many files.')
  const entries: Entry[] = []
  for await (const entry of zip.eachEntry()) entries.push(entry)
  return entries
}

/** Entries that identify a ZIP as an office document or a program. */
const ofDocuments = /^(?:\[Content_Types\]\.xml|mimetype)$/
const ofPrograms = /^(?:META-INF\/MANIFEST\.MF|AndroidManifest\.xml|.*\.(?:dex|class))$/i

/** Whether a ZIP with these entries is a document, such as docx, xlsx, pptx or odt. */
const isDocument = (names: readonly string[]): boolean =>
  names.some((name) => ofDocuments.test(name)) && !isProgram(names)

/** Whether it is a program, such as jar or apk. */
const isProgram = (names: readonly string[]): boolean => names.some((name) => ofPrograms.test(name))

const ends = /<\/(?:\w+:)?(?:p|h|si|row|tr|tc|c)>|<(?:\w+:)?(?:br|line-break)[ /][^<>]*>/g
const gaps = /<(?:\w+:)?(?:tab|s)(?:[ /][^<>]*)?>/g
const tags = /<[^<>]*>/g
const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

/** The visible text of one part of a document: words unbroken, paragraphs and cells as lines. */
const textOfPart = (xml: string): string =>
  xml.replace(ends, '\n').replace(gaps, ' ').replace(tags, '').replace(entity, entityOf)

const entity = /&(?:#\d{1,7}|#x[\da-f]{1,6}|lt|gt|quot|apos|amp);/gi

function entityOf(written: string): string {
  const name = written.slice(1, -1).toLowerCase()
  if (!name.startsWith('#')) return entities[name] ?? ''
  const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
}
