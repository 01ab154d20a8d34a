import { randomBytes } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import {
  after,
  notFound,
  oneOfEach,
  Problem,
  write,
  type Context,
  type FieldError
} from '@stoa/core'
import { isImage, typeOf } from './content-type.ts'
import type { Upload } from './contract.ts'
import { readCodes } from './codes.ts'
import { safeName } from './file-names.ts'
import { redraw } from './images.ts'
import { quotaOf } from './quota.ts'
import { uploads } from './schema.ts'
import { lineAt, piecesOf, textOf } from './text-files.ts'

type UploadRow = typeof uploads.$inferSelect
type File = { name: string; bytes: Buffer; tooLarge: boolean }

const maximumMegabytes = 10
/** The largest file taken. */
export const maximumFileBytes = maximumMegabytes * 1024 * 1024

const writingTakesAtMost = 3600_000

// Drawing and reading codes take seconds at worst: whoever sends many files waits behind their own.
const inTurnOf = oneOfEach<number>()

/**
 * Keeps a file for its uploader alone, until something they write carries it. Who may not speak in
 * public may still have to show something in a ticket.
 * @throws Problem 409 `upload_quota_used`, 413 `upload_too_large`, 422 for a missing, empty, broken, huge
 * or refused file (see `typeOf`, `redraw` and `readCodes`), or a name that `ports.review` refuses;
 * `upload_secret_in_code`, `upload_secret_in_text`
 */
export async function upload(ctx: Context, file: File | undefined): Promise<Upload> {
  if (!file) throw new Problem(422, 'upload_missing')
  if (file.tooLarge) throw new Problem(413, 'upload_too_large', { megabytes: maximumMegabytes })
  const { bytes, ...facts } = await inTurnOf(ctx.actor.id, () => prepare(ctx, file))
  await ctx.ports.review(ctx, { path: 'file', text: facts.name })
  await reviewCodes(ctx, facts.codes)
  const reserved = await reserve(ctx)
  const { id } = await write(ctx, (inside) => store(inside, reserved, facts, bytes))
  return show(ctx, id)
}

/** Notes the id before there is a file, so that one whose upload was cut off can be found again. */
async function reserve({ db, actor, now }: Context): Promise<string> {
  const id = randomBytes(16).toString('base64url')
  await db.insert(uploads).values({
    id,
    ownerId: actor.id,
    name: '',
    contentType: '',
    bytes: 0,
    createdAt: now,
    erasedAt: after(now, writingTakesAtMost)
  })
  return id
}

async function prepare(ctx: Context, { name, bytes }: Omit<File, 'tooLarge'>) {
  const contentType = await typeOf(bytes, name)
  if (contentType === 'text/plain') await reviewText(ctx, textOf(bytes))
  const facts = { name: safeName(name, contentType), contentType }
  if (!isImage(contentType)) return { ...facts, bytes, width: null, height: null, codes: [] }
  const image = await redraw(bytes, contentType)
  return { ...facts, ...image, codes: await readCodes(image.bytes) }
}

/** A secret in a code or a log is as readable as in a post, and whoever uploads it may not know. */
async function reviewCodes(ctx: Context, codes: string[]) {
  for (const text of codes)
    await review(ctx, text, ({ errors }) => new Problem(422, 'upload_secret_in_code', {}, errors))
}

async function reviewText(ctx: Context, text: string) {
  for (const { start, text: piece } of piecesOf(text))
    await review(ctx, piece, ({ errors }) => {
      const found = errors.map((error) => movedBy(start, error))
      const line = lineAt(text, found[0]?.params.start ?? 0)
      return new Problem(422, 'upload_secret_in_text', { line }, found)
    })
}

function movedBy(places: number, { params = {}, ...error }: FieldError) {
  const [start, end] = [Number(params['start']) + places, Number(params['end']) + places]
  return { ...error, params: { ...params, start, end } }
}

async function review(ctx: Context, text: string, inFile: (problem: Problem) => Problem) {
  try {
    await ctx.ports.review(ctx, { path: 'file', text })
  } catch (error) {
    throw error instanceof Problem ? inFile(error) : error
  }
}

type Facts = Pick<UploadRow, 'name' | 'contentType' | 'width' | 'height' | 'codes'>

async function store(ctx: Context, id: string, facts: Facts, bytes: Buffer) {
  await refuseOverQuota(ctx, bytes.length)
  const values = { ...facts, bytes: bytes.length, erasedAt: null }
  await ctx.db.update(uploads).set(values).where(eq(uploads.id, id))
  // Last, so that a file that could not be written takes its row back with it.
  await ctx.ports.files.put(id, bytes)
  // Answers are kept for repeats, and a file's name would outlive the file there.
  return { id }
}

async function refuseOverQuota(ctx: Context, bytes: number) {
  const { id } = ctx.actor
  // Two uploads at once would each find room for itself.
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`uploads:${id}`}, 0))`)
  const [used] = await ctx.db
    .select({ bytes: sql<number>`coalesce(sum(${uploads.bytes}), 0)::bigint` })
    .from(uploads)
    .where(and(eq(uploads.ownerId, id), isNull(uploads.erasedAt)))
  const quota = quotaOf(ctx.actor)
  if ((used?.bytes ?? 0) + bytes > quota)
    throw new Problem(409, 'upload_quota_used', { megabytes: quota / 1_000_000 })
}

async function show({ db }: Context, id: string): Promise<Upload> {
  const [row] = await db
    .select()
    .from(uploads)
    .where(and(eq(uploads.id, id), isNull(uploads.erasedAt)))
  if (!row) throw notFound()
  return shown(row)
}

const pathOf = (id: string) => `/api/v1/uploads/${id}`

const shown = (row: UploadRow): Upload => ({
  id: row.id,
  url: pathOf(row.id),
  name: row.name,
  contentType: row.contentType,
  bytes: row.bytes,
  width: row.width,
  height: row.height,
  markdown: `${isImage(row.contentType) ? '!' : ''}[${row.name}](${pathOf(row.id)})`,
  createdAt: row.createdAt
})
