import { randomBytes } from 'node:crypto'
import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'
import { after, atLeast, Problem, type Actor, type Context } from '@stoa/core'
import { uploads } from './schema.ts'

const megabyte = 1_000_000

const byTrust = {
  new: 50 * megabyte,
  basic: 500 * megabyte,
  trusted: 2_000 * megabyte
}

/** Bytes that an account may store in total. */
export const quotaOf = (actor: Actor): number =>
  atLeast(actor.role, 'volunteer') ? 20_000 * megabyte : byTrust[actor.trust]

/**
 * Checks the quota. In a transaction it takes a lock, so that parallel uploads cannot each fit
 * alone.
 * @throws Problem 409 `upload_quota_used`
 */
export async function checkQuota(ctx: Context, bytes: number): Promise<void> {
  const { id } = ctx.actor
  if (ctx.writing)
    await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`uploads:${id}`}, 0))`)
  const takesSpace = or(isNull(uploads.erasedAt), gt(uploads.erasedAt, ctx.now))
  const [used] = await ctx.db
    .select({ bytes: sql<number>`coalesce(sum(${uploads.bytes}), 0)::bigint` })
    .from(uploads)
    .where(and(eq(uploads.ownerId, id), takesSpace))
  const quota = quotaOf(ctx.actor)
  if ((used?.bytes ?? 0) + bytes > quota)
    throw new Problem(409, 'upload_quota_used', { megabytes: quota / 1_000_000 })
}

/**
 * Counts a refused file against the quota as long as refused files are kept. The row is removed
 * like that of an erased upload.
 */
export async function countRefused(ctx: Context, bytes: number): Promise<void> {
  const counts = await ctx.ports.site.retainedFor(ctx, 'refused_uploads')
  await ctx.db.insert(uploads).values({
    id: randomBytes(16).toString('base64url'),
    ownerId: ctx.actor.id,
    name: '',
    contentType: '',
    bytes,
    createdAt: ctx.now,
    erasedAt: after(ctx.now, counts)
  })
}
