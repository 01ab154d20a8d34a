import { and, asc, eq, isNotNull, sql } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { alikeFrom, sketchOf, type Sketch } from '@stoa/guards'
import { preparedRead } from '@stoa/threads'
import { sketches, waves } from './schema.ts'

/** Nearly the same within this time is one wave. */
export const lasts = 3600_000
/**
 * So many accounts make a wave. Two say the same when one person has two accounts or copies a friend's
 * words; by the third it is somebody's doing.
 */
export const accounts = 3

/** The wave that such texts are of already, and posts of other members that are of none. */
export type Alike = {
  wave?: { id: number; isReleased: boolean }
  posts: { postId: number; userId: number }[]
}

/** Of a text that is of no wave there are those of a member or two. */
const most = 100

const equal = sql`(select count(*)
  from unnest(${sketches.hashes}, ${sql.placeholder('hashes')}::int[]) as pair (one, other)
  where one = other)`

const alikeRead = preparedRead((db) =>
  db
    .select({
      postId: sketches.postId,
      userId: sketches.userId,
      waveId: sketches.waveId,
      isReleased: sql<boolean>`${isNotNull(waves.releasedAt)}`
    })
    .from(sketches)
    .leftJoin(waves, eq(waves.id, sketches.waveId))
    .where(
      and(
        sql`${sketches.createdAt} > ${sql.placeholder('since')}::timestamptz`,
        sql`${sketches.userId} is distinct from ${sql.placeholder('userId')}::bigint`,
        sql`${sketches.keys} && ${sql.placeholder('keys')}::int[]`,
        sql`${equal} >= ${alikeFrom}`
      )
    )
    .orderBy(asc(sketches.waveId))
    .limit(most)
    .prepare('alike_texts')
)

/** What others wrote within the hour that says nearly the same. */
export async function findAlike(ctx: Context, userId: number, sketch: Sketch): Promise<Alike> {
  const since = after(ctx.now, -lasts)
  return toAlike(await alikeRead(ctx).execute({ ...sketch, userId, since }))
}

type Row = {
  postId: number | null
  userId: number | null
  waveId: number | null
  isReleased: boolean
}

const toAlike = (rows: Row[]): Alike => ({
  wave: rows.flatMap(({ waveId: id, isReleased }) => (id === null ? [] : { id, isReleased }))[0],
  posts: rows.flatMap(({ postId, userId }) =>
    postId === null || userId === null ? [] : { postId, userId }
  )
})

/** Whether with what is alike one more account makes a wave, and no moderator let such a text out. */
export function isWave({ wave, posts }: Alike): boolean {
  if (wave) return !wave.isReleased
  return new Set(posts.map(({ userId }) => userId)).size + 1 >= accounts
}

/** Members who have not been here for long; whom people know by what they answered may repeat it. */
export const mayMakeWaves = ({ role, trust }: { role: string; trust: string }) =>
  role === 'member' && trust !== 'trusted'

/** Whether a text would be the next of a wave. */
export async function isOfWave(ctx: Context, text: string): Promise<boolean> {
  if (!mayMakeWaves(ctx.actor)) return false
  const sketch = sketchOf(text)
  return sketch !== null && isWave(await findAlike(ctx, ctx.actor.id, sketch))
}
