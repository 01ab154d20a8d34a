import { and, eq, gt, isNotNull, ne, sql } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { alikeFrom, sketchOf, type Sketch } from '@stoa/guards'
import { sketches, wavePosts, waves } from './schema.ts'

/** Nearly the same within this time is one wave. */
export const lasts = 3600_000
/**
 * So many accounts make a wave. Two say the same when one person has two accounts or copies a friend's
 * words; by the third it is somebody's doing.
 */
export const accounts = 3

type Alike = { postId: number; userId: number; letOut: boolean }

/** Posts of other members within the hour that say nearly the same, and which a moderator let out. */
export async function alikeOfOthers(
  { db, now }: Context,
  userId: number,
  sketch: Sketch
): Promise<Alike[]> {
  const hashes = sql`${sql.param(sketch)}::int[]`
  const shared = sql`(select count(*) from unnest(${sketches.hashes}) hash where hash = any(${hashes}))`
  const larger = sql`greatest(cardinality(${sketches.hashes}), ${sketch.length}::int)`
  return db
    .select({
      postId: sketches.postId,
      userId: sketches.userId,
      letOut: sql<boolean>`${isNotNull(waves.releasedAt)}`
    })
    .from(sketches)
    .leftJoin(wavePosts, eq(wavePosts.postId, sketches.postId))
    .leftJoin(waves, eq(waves.id, wavePosts.waveId))
    .where(
      and(
        gt(sketches.createdAt, after(now, -lasts)),
        ne(sketches.userId, userId),
        sql`${sketches.hashes} && ${hashes}`,
        sql`${shared} >= ${alikeFrom}::float * ${larger}`
      )
    )
    .limit(1000)
}

const peopleIn = (posts: Alike[]) => new Set(posts.map(({ userId }) => userId)).size

/** Whether these posts of others and one more account make a wave, and no moderator let such a text out. */
export const isWave = (others: Alike[]) =>
  others.every(({ letOut }) => !letOut) && peopleIn(others) + 1 >= accounts

/** Members who have not been here for long; whom people know by what they answered may repeat it. */
export const mayMakeWaves = ({ role, trust }: { role: string; trust: string }) =>
  role === 'member' && trust !== 'trusted'

/** Whether a text would be the next of a wave. */
export async function isOfWave(ctx: Context, text: string): Promise<boolean> {
  if (!mayMakeWaves(ctx.actor)) return false
  const sketch = sketchOf(text)
  return sketch !== null && isWave(await alikeOfOthers(ctx, ctx.actor.id, sketch))
}
