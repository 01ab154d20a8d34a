import { and, asc, eq, gt, inArray, isNull, lt, lte, notInArray, type SQL } from 'drizzle-orm'
import { after, emit, transaction, type Context, type Ports } from '@stoa/core'
import type { Parent } from './attaching.ts'
import { uploads } from './schema.ts'
import { storedIds } from './variants.ts'

const unattachedFor = 24 * 3600_000
const batchSize = 20

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
  await eraseWhere(ctx, and(ofParent, notInArray(uploads.id, except)))
}

/** Erases uploads that were not attached within a day. */
export const eraseUnattached = (ctx: Context): Promise<void> =>
  eraseWhere(
    ctx,
    and(isNull(uploads.parentId), lt(uploads.createdAt, after(ctx.now, -unattachedFor)))
  )

// A post that attaches one in parallel waits for this update and then finds it erased.
async function eraseWhere(ctx: Context, condition: SQL | undefined): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const { count } = await ctx.db
      .update(uploads)
      .set({ name: '', codes: [], erasedAt: ctx.now })
      .where(and(condition, isNull(uploads.erasedAt)))
    if (count > 0) await emit(ctx, 'uploads.erased', {})
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
