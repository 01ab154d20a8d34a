import { and, asc, eq, gt, inArray, isNull, lte, notInArray, or, sql, type SQL } from 'drizzle-orm'
import { emit, transaction, type Cleaner, type Context, type Ports } from '@stoa/core'
import { cappedAt, countLimit } from '@stoa/core/data'
import type { Parent } from './attach.ts'
import { uploads } from './schema.ts'
import { storedIds } from './variants.ts'

const batchSize = 20
const cleaningBatchSize = 500

const isPresent = isNull(uploads.erasedAt)

/**
 * Erases the uploads attached to `parent`. They are invisible from the commit on, and their files
 * are removed after it.
 * @param except ids to keep, because another text still shows them
 */
export async function eraseUploads(
  ctx: Context,
  parent: Parent,
  except: string[] = []
): Promise<void> {
  const ofParent = and(eq(uploads.parentKind, parent.kind), eq(uploads.parentId, parent.id))
  await eraseWhere(ctx, and(isPresent, ofParent, notInArray(uploads.id, except)))
}

/** Erases an upload, in the transaction of `ctx`. */
export async function eraseUpload(ctx: Context, id: string): Promise<void> {
  await eraseWhere(ctx, and(isPresent, eq(uploads.id, id)))
}

/**
 * Erases the uploads attached to any of these parents, in the transaction of `ctx`.
 * @returns the parent of each
 */
export async function eraseUploadsOf(
  ctx: Context,
  kind: Parent['kind'],
  parentIds: readonly number[]
): Promise<number[]> {
  if (parentIds.length === 0) return []
  const ofThem = and(eq(uploads.parentKind, kind), inArray(uploads.parentId, [...parentIds]))
  const erased = await eraseWhere(ctx, and(isPresent, ofThem))
  return erased.map(({ parentId }) => Number(parentId))
}

/** Condition: files that no text attached, and the sizes of refused ones, as old as this. */
const leftOver = (ctx: Context, before: string) => {
  const unattached = and(isNull(uploads.parentId), isPresent)
  const refused = and(
    eq(uploads.contentType, ''),
    gt(uploads.bytes, 0),
    gt(uploads.erasedAt, ctx.now)
  )
  return and(or(unattached, refused), lte(uploads.createdAt, before))
}

/** Removes files that were refused or that no text attached. */
export const refusedUploadCleaner: Cleaner = {
  async count(ctx, before) {
    const old = ctx.db
      .select({ one: sql`1` })
      .from(uploads)
      .where(leftOver(ctx, before))
      .limit(countLimit + 1)
    return cappedAt({ uploads: await ctx.db.$count(old.as('old')) })
  },
  async remove(ctx, before) {
    const ids = ctx.db
      .select({ id: uploads.id })
      .from(uploads)
      .where(leftOver(ctx, before))
      .limit(cleaningBatchSize)
      .for('update', { skipLocked: true })
    const { length } = await eraseWhere(ctx, inArray(uploads.id, ids))
    return { removed: { uploads: length }, done: length < cleaningBatchSize }
  }
}

// A post that attaches one in parallel waits for this update and then finds it erased.
async function eraseWhere(ctx: Context, condition: SQL | undefined) {
  return transaction(ctx, async (ctx) => {
    const erased = await ctx.db
      .update(uploads)
      .set({ name: '', codes: [], erasedAt: ctx.now })
      .where(condition)
      .returning({ parentId: uploads.parentId })
    if (erased.length > 0) await emit(ctx, 'uploads.erased', {})
    return erased
  })
}

/**
 * Removes the files of erased uploads with all variants, then their rows. It is an effect of `uploads.erased`, and a
 * scheduled task for what a crash left over. A file that cannot be removed does not stop the
 * others.
 */
export async function removeErasedFiles(ctx: Context): Promise<void> {
  const broken: PromiseRejectedResult[] = []
  let ids = await erasedAfter(ctx, '')
  while (ids.length > 0) {
    broken.push(...(await removeFiles(ctx, ids)))
    ids = await erasedAfter(ctx, ids.at(-1) ?? '')
  }
  if (broken.length > 0)
    throw new Error(`${broken.length} files could not be removed`, { cause: broken[0]?.reason })
}

async function erasedAfter({ db, now }: Context, last: string): Promise<string[]> {
  const rows = await db
    .select({ id: uploads.id })
    .from(uploads)
    .where(and(lte(uploads.erasedAt, now), gt(uploads.id, last)))
    .orderBy(asc(uploads.id))
    .limit(batchSize)
  return rows.map(({ id }) => id)
}

async function removeFiles({ db, ports }: Context, ids: string[]) {
  const results = await Promise.allSettled(ids.map((id) => removeAll(ports, id)))
  const gone = ids.filter((_, index) => results[index]?.status === 'fulfilled')
  await db.delete(uploads).where(inArray(uploads.id, gone))
  return results.filter((result) => result.status === 'rejected')
}

// Whatever the row says, because an upload may be interrupted after its first file.
const removeAll = ({ files }: Ports, id: string) =>
  Promise.all(storedIds(id).map((one) => files.remove(one)))
