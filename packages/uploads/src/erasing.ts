import { and, eq, inArray, isNull, lt, notInArray, type SQL } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import type { Parent } from './attaching.ts'
import { uploads } from './schema.ts'

const unattachedFor = 24 * 3600_000
const batch = 500

/**
 * Erases the uploads that hang on `parent`, bytes first: an upload counts as erased only once its
 * bytes are gone, so a repeat finishes what a crash left.
 * @param except ids that stay, because something still shows them
 */
export async function eraseUploads(
  ctx: Context,
  parent: Parent,
  except: string[] = []
): Promise<void> {
  const ofParent = and(eq(uploads.parentKind, parent.kind), eq(uploads.parentId, parent.id))
  await eraseWhere(ctx, and(ofParent, notInArray(uploads.id, except)))
}

/** Erases what was never attached and is older than a day. */
export const eraseUnattached = (ctx: Context): Promise<void> =>
  eraseWhere(
    ctx,
    and(isNull(uploads.parentId), lt(uploads.createdAt, after(ctx.now, -unattachedFor)))
  )

async function eraseWhere(ctx: Context, condition: SQL | undefined): Promise<void> {
  // Locked, so that a post which attaches one at this moment waits and finds it erased.
  await ctx.db.transaction(async (tx) => {
    const rows = await tx
      .select({ id: uploads.id })
      .from(uploads)
      .where(and(condition, isNull(uploads.erasedAt)))
      .limit(batch)
      .for('update')
    const ids = rows.map(({ id }) => id)
    for (const id of ids) await ctx.ports.files.remove(id)
    await tx.update(uploads).set({ name: '', erasedAt: ctx.now }).where(inArray(uploads.id, ids))
  })
}
