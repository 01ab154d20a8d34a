import { createHash } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { Problem, type Context } from '@stoa/core'
import { streamOf, upload, uploadKinds } from '@stoa/uploads'
import { uploads } from '@stoa/uploads/tables'
import { articleUrl } from '../urls.ts'
import type { Addresses } from './addresses.ts'
import { FileError, ShownFileError } from './failures.ts'
import type { Folder, FoundFile } from './folder.ts'
import { resolved } from './paths.ts'
import { targetsIn, withTargets, type Reference } from './references.ts'
import type { StoredArticle } from './stored.ts'
import type { Text } from './texts.ts'

export type PlacedFile = { path: string; hash: string; uploadId: string }

/** Bytes as SHA-256 in hex. */
export const hashOf = (bytes: Buffer | string): string =>
  createHash('sha256').update(bytes).digest('hex')

/**
 * Uploads the files beside a text that it shows, unless they are stored already, and puts their
 * addresses and those of other articles into it.
 * @throws FileError for a path that leads nowhere, ShownFileError for a file that is refused
 */
export async function placeFiles(
  ctx: Context,
  text: Text,
  { folder, stored, addresses }: FileSource
): Promise<{ body: string; files: PlacedFile[] }> {
  const files = new Map<string, PlacedFile>()
  for (const reference of targetsIn(text.words.body)) {
    const found = fileOf(text, folder, reference)
    if (!found || found.path.endsWith('.md') || files.has(found.path)) continue
    files.set(found.path, await uploaded(ctx, found, { text, stored, reference }))
  }
  const body = withTargets(text.words.body, (reference) => {
    const found = fileOf(text, folder, reference)
    if (!found) return reference.target
    const upload = files.get(found.path)
    const [, fragment = ''] = splitOff(reference.target)
    if (upload) return `/api/v1/uploads/${upload.uploadId}${fragment}`
    const slug = addresses.get(found.path)
    if (slug === undefined)
      throw new FileError(
        text.bodyLine + reference.line,
        `links to ${found.path}, which is no article that can be imported`
      )
    return articleUrl(slug) + fragment
  })
  return { body, files: [...files.values()] }
}

export type FileSource = {
  folder: Folder
  stored: StoredArticle | undefined
  addresses: Addresses
}

const hasOwnPlace = /^(?:[a-z][a-z\d+.-]*:|\/|#|\?|$)/i

/** The path and what follows it, such as `#anchor`. */
const splitOff = (target: string): [path: string, rest: string] => {
  const [path = '', rest = ''] = target.split(/(?=[?#])(.*)/s)
  return [path, rest]
}

function fileOf(
  { path, bodyLine }: Text,
  { files }: Folder,
  { target, line }: Reference
): FoundFile | undefined {
  if (hasOwnPlace.test(target)) return undefined
  const fail = (message: string): never => {
    throw new FileError(bodyLine + line, message)
  }
  const place = resolved(path, decodedPath(splitOff(target)[0]))
  if (place === undefined) return fail(`names ${target}, which is out of the folder: move it here`)
  return files.get(place) ?? fail(`names ${target}, but ${place} does not exist: add or correct it`)
}

function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

type Shown = Pick<FileSource, 'stored'> & { text: Text; reference: Reference }

async function uploaded(
  ctx: Context,
  file: FoundFile,
  { text, stored, reference }: Shown
): Promise<PlacedFile> {
  const { path } = file
  const accepted = /\.(mp4|webm|vtt)$/i.test(path) ? uploadKinds.videos : uploadKinds.files
  const tooLarge = file.bytes > accepted.megabytes * 1024 * 1024
  const bytes = tooLarge ? Buffer.alloc(0) : await file.read()
  const hash = hashOf(bytes)
  const before = stored?.files.get(path)?.uploadId
  if (before && (await isStored(ctx, before, { hash, bytes, stored, path })))
    return { path, hash, uploadId: before }
  try {
    const name = path.split('/').at(-1) ?? path
    const { id } = await upload(ctx, { name, bytes, tooLarge }, accepted)
    return { path, hash, uploadId: id }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    throw new ShownFileError(text.bodyLine + reference.line, path, error)
  }
}

type Sent = { hash: string; bytes: Buffer; path: string } & Pick<FileSource, 'stored'>

/** Whether an upload has these bytes: as they were sent, or as it was exported. */
async function isStored(ctx: Context, id: string, { hash, bytes, stored, path }: Sent) {
  const isIt = and(eq(uploads.id, id), isNull(uploads.erasedAt))
  const [row] = await ctx.db.select({ bytes: uploads.bytes }).from(uploads).where(isIt)
  if (!row) return false
  if (stored?.files.get(path)?.hash === hash) return true
  return row.bytes === bytes.length && hashOf(await storedBytes(ctx, id)) === hash
}

/** The bytes of an upload, as they are kept. */
export async function storedBytes({ ports }: Context, id: string): Promise<Buffer> {
  const file = await ports.files.open(id)
  if (!file) return Buffer.alloc(0)
  const chunks: Buffer[] = []
  for await (const chunk of streamOf(file)) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
