import { sql, and, count, desc, eq, ne } from 'drizzle-orm'
import { authorColumns, findUser } from '@stoa/accounts'
import { isNotSuspended } from '@stoa/accounts/members'
import { users } from '@stoa/accounts/tables'
import { cached, notFound, type Context } from '@stoa/core'
import { categoriesSeen, categoryNames } from '../categories/categories.ts'
import { posts, threads } from '../schema.ts'
import { visibleThreads } from '../visibility.ts'

/** Helpers that a category names, and that are counted of each for the sums of its family. */
const shown = 5
const kept = 200

type Helper = { username: string; solved: number }

const cache = cached(60_000, async (ctx: Context) =>
  Map.groupBy(await countByCategory(ctx), ({ categoryId }) => categoryId)
)

/**
 * Drops the counts of this process. Every node calls it when a name may no longer be shown, and
 * after what moderators do.
 */
export const invalidateHelpers = cache.drop

/**
 * Lists those whose answers were accepted most in the last 90 days, in a category and in those of
 * its sub-categories that the actor sees. Counts are up to a minute old.
 * @throws Problem 404
 */
export async function listHelpers(ctx: Context, categoryId: number): Promise<{ items: Helper[] }> {
  const [byCategory, seen] = await Promise.all([cache.of(ctx), categoriesSeen(ctx)])
  if (!seen.some(({ id }) => id === categoryId)) throw notFound()
  const family = seen.filter(({ id, parentId }) => id === categoryId || parentId === categoryId)
  const sums = new Map<string, number>()
  for (const { username, solved } of family.flatMap(({ id }) => byCategory.get(id) ?? []))
    sums.set(username, (sums.get(username) ?? 0) + solved)
  const items = [...sums].map(([username, solved]) => ({ username, solved }))
  return { items: items.sort(mostFirst).slice(0, shown) }
}

const mostFirst = (one: Helper, other: Helper) =>
  other.solved - one.solved || (one.username < other.username ? -1 : 1)

const { erased } = authorColumns(users)

/** One statement for all readers, who are shown the part of their categories. */
const countByCategory = ({ db, now }: Context) =>
  db.execute<Helper & { categoryId: number }>(sql`
    select category_id::float8 as "categoryId", username, solved from (
      select category_id, username, count(*)::int as solved,
        row_number() over (partition by category_id order by count(*) desc, username) as place
      from ${threads} join ${posts} on ${isHelp} join ${users} on ${users.id} = ${posts.authorId}
      where ${threads.state} = 'visible'
        and ${threads.acceptedAt} > ${now}::timestamptz - interval '90 days'
        and not ${erased} and not ${users.service} and ${isNotSuspended(now)}
      group by category_id, ${users.id}) counted
    where place <= ${kept}`)

/**
 * Condition: the accepted post of a thread is a visible answer of somebody but the asker. What the
 * forum says officially thanks nobody.
 */
const isHelp = and(
  eq(posts.id, threads.acceptedPostId),
  eq(posts.state, 'visible'),
  eq(posts.official, false),
  ne(posts.authorId, threads.authorId)
)

/**
 * Counts the accepted answers of a user by category, most first, in threads that the actor may
 * read.
 * @throws Problem 404 or 410 as `findUser`
 */
export async function countSolvedBy(ctx: Context, username: string) {
  const user = await findUser(ctx, username, { orService: true })
  const solved = count()
  const [rows, names] = await Promise.all([
    ctx.db
      .select({ categoryId: threads.categoryId, solved })
      .from(posts)
      // By the post's own thread, because no index finds threads by their accepted post.
      .innerJoin(threads, and(eq(threads.id, posts.threadId), isHelp))
      .where(and(visibleThreads(ctx.actor), eq(posts.authorId, user.id)))
      .groupBy(threads.categoryId)
      .orderBy(desc(solved), sql`${threads.categoryId}`),
    categoryNames(ctx)
  ])
  const items = rows.flatMap(({ categoryId, solved }) => {
    const category = names.get(categoryId)
    return category ? [{ category, solved }] : []
  })
  return { items }
}
