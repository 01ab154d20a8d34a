import { randomBytes } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { after, notFound, Problem, transaction, type Context } from '@stoa/core'
import { findAnswer } from '@stoa/core/data'
import { mutexByKey } from '@stoa/core/limits'
import { files, type Accepted } from './accepted-files.ts'
import { isImage, isVideo } from './content-type.ts'
import type { Upload } from './contract.ts'
import { readCodes } from './codes.ts'
import { safeName } from './file-names.ts'
import { redraw } from './images.ts'
import { checkQuota, countRefused } from './quota.ts'
import { uploads } from './schema.ts'
import { scanNew } from './scanning/scan-uploads.ts'
import { reviewCodes, reviewContent } from './secrets-in-files.ts'
import { storageAway } from './storage-problems.ts'
import { removeMetadata } from './videos/removing-metadata.ts'
import { drawVariants, putVariants, variantsOf, type DrawnVariant } from './variants.ts'

type UploadRow = typeof uploads.$inferSelect
export type File = { name: string; bytes: Buffer; tooLarge: boolean }

const maxWritingTime = 3600_000

// Redrawing and reading codes may take seconds, so the files of one user wait for each other.
const oneAtATime = mutexByKey<number>()

/** When the storage was last found unreachable, by `performance.now()`. */
let awayAt = -Infinity

/**
 * Stores a file that only its uploader sees until a text attaches it. Silenced users may upload,
 * because they may need it for a ticket.
 * @throws Problem 409 `upload_quota_used`, 413 `upload_too_large`, 503 and 507 as the storage, 422
 * for a missing, empty, broken, huge or refused file (see `accepted.typeOf`, `removeMetadata`,
 * `redraw`, `readCodes`, `reviewContent` and `scanNew`), or a name that `ports.safety.review` refuses
 */
export async function upload(
  ctx: Context,
  file: File | undefined,
  accepted: Accepted = files
): Promise<Upload> {
  const { megabytes } = accepted
  if (!file) throw new Problem(422, 'upload_missing')
  if (file.tooLarge) throw new Problem(413, 'upload_too_large', { megabytes })
  const sent = { ...file, accepted, askedAt: performance.now() }
  return show(ctx, await oneAtATime(ctx.actor.id, () => keep(ctx, sent)))
}

type Sent = Omit<File, 'tooLarge'> & {
  accepted: Accepted
  /** By `performance.now()`. */
  askedAt: number
}

/** Returns the id of the file. A repeat gets the first id, even if the quota is used up by now. */
async function keep(ctx: Context, file: Sent): Promise<string> {
  const before = await findAnswer<{ id: string }>(ctx)
  if (before) return before.answer.id
  // Fails at once, because each waiting upload would wait for its own timeout.
  if (awayAt > file.askedAt) throw storageAway('it kept another upload waiting')
  const prepared = await prepareWithin(ctx, file)
  const reserved = await reserve(ctx)
  const { id } = await transaction(ctx, (inside) => store(inside, reserved, prepared))
  return id
}

/**
 * Stores the id before the file, so that the file of an interrupted upload can be found and
 * removed.
 */
async function reserve({ db, actor, now }: Context): Promise<string> {
  const id = randomBytes(16).toString('base64url')
  await db.insert(uploads).values({
    id,
    ownerId: actor.id,
    name: '',
    contentType: '',
    bytes: 0,
    createdAt: now,
    erasedAt: after(now, maxWritingTime)
  })
  return id
}

/**
 * A file refused for its content counts against the quota for a day, so that nobody can test
 * secrets here.
 */
async function prepareWithin(ctx: Context, file: Sent) {
  await checkQuota(ctx, file.bytes.length)
  try {
    return await prepare(ctx, file)
  } catch (error) {
    if (error instanceof Problem) await countRefused(ctx, file.bytes.length)
    throw error
  }
}

async function prepare(ctx: Context, { name, bytes, accepted }: Sent) {
  const contentType = await accepted.typeOf(bytes, name)
  if (isVideo(contentType)) removeMetadata(bytes, contentType)
  await reviewContent(ctx, bytes, contentType)
  const facts = { name: safeName(name, contentType), contentType }
  await ctx.ports.safety.review(ctx, { path: 'file', text: facts.name })
  if (!isImage(contentType)) return { ...facts, ...noImage, bytes, scan: await scanNew(ctx, bytes) }
  const image = await redraw(bytes, contentType)
  const codes = await readCodes(image.bytes)
  await reviewCodes(ctx, codes)
  // Nothing is left of the bytes that were sent, so there is nothing to scan.
  return { ...facts, ...image, codes, scan: null, drawn: await drawVariants(image.bytes) }
}

const noImage = { width: null, height: null, codes: [], drawn: [] }

type Prepared = Pick<UploadRow, Described> & {
  bytes: Buffer
  drawn: DrawnVariant[]
}

type Described = 'name' | 'contentType' | 'width' | 'height' | 'codes' | 'scan'

async function store(ctx: Context, id: string, { bytes, drawn, ...facts }: Prepared) {
  await checkQuota(ctx, bytes.length)
  const values = { ...facts, bytes: bytes.length, variants: variantsOf(drawn), erasedAt: null }
  await ctx.db.update(uploads).set(values).where(eq(uploads.id, id))
  // Last, so that the row is rolled back if the files cannot be written.
  await putAll(ctx, id, bytes, drawn).catch(noteAway)
  // The id only, because answers are stored for repeats and would outlive an erased file.
  return { id }
}

const putAll = (ctx: Context, id: string, bytes: Buffer, drawn: DrawnVariant[]) =>
  Promise.all([ctx.ports.files.put(id, [bytes]), putVariants(ctx, id, drawn)])

function noteAway(error: unknown): never {
  if (error instanceof Problem && error.status === 503) awayAt = performance.now()
  throw error
}

async function show({ db }: Context, id: string): Promise<Upload> {
  const [row] = await db
    .select()
    .from(uploads)
    .where(and(eq(uploads.id, id), isNull(uploads.erasedAt)))
  if (!row) throw notFound()
  return toUpload(row)
}

const pathOf = (id: string) => `/api/v1/uploads/${id}`

/** Describes a stored file. */
const toUpload = (row: UploadRow): Upload => ({
  id: row.id,
  url: pathOf(row.id),
  name: row.name,
  contentType: row.contentType,
  bytes: row.bytes,
  width: row.width,
  height: row.height,
  markdown: markdownOf(row),
  createdAt: row.createdAt
})

/** Captions stand behind the video that they belong to. */
function markdownOf({ id, name, contentType }: UploadRow): string {
  if (contentType === 'text/vtt') return `{captions=${pathOf(id)}}`
  const isShown = isImage(contentType) || isVideo(contentType)
  return `${isShown ? '!' : ''}[${name}](${pathOf(id)})`
}
