import { and, count, eq, exists, inArray, isNull, or, sql, type SQL } from 'drizzle-orm'
import { outranks, type Context } from '@stoa/core'
import { authorColumns } from '@stoa/accounts'
import { fullRole, isKnown, sanctions, users } from '@stoa/accounts/tables'
import { visiblePosts } from '@stoa/threads'
import { posts, threads } from '@stoa/threads/tables'
import { can } from '../policy.ts'
import { knownSanctions } from '../sanctions/known-sanctions.ts'
import { cases } from '../schema.ts'
import type { AuthorFacts } from './contract.ts'
import { latestPosts } from './latest-posts.ts'

/** Lists what the actor may know of these authors, in one statement, and one for latest posts. */
export async function listAuthors(
  ctx: Context,
  { ids, posts }: { ids: number[]; posts: number }
): Promise<{ items: AuthorFacts[] }> {
  const [found, latest] = await Promise.all([
    factsOf(ctx, ids),
    posts > 0 ? latestPosts(ctx, ids, posts) : new Map<number, AuthorFacts['posts']>()
  ])
  const items = found.map(({ fullRole, ...facts }) => {
    const below = facts.id !== ctx.actor.id && outranks(ctx.actor, fullRole)
    const sweep = below && !facts.erased && can.sweep(ctx.actor, facts)
    return { ...facts, posts: latest.get(facts.id) ?? [], can: { sweep } }
  })
  return { items }
}

const factsOf = (ctx: Context, ids: number[]) =>
  ctx.db
    .select({
      ...authorColumns(users),
      fullRole,
      trust: users.trust,
      joinedAt: users.createdAt,
      bio: sql<string>`case when ${users.closesAt} is null then ${users.bio} else '' end`,
      hiddenPosts: numberOf(hiddenPosts(ctx)),
      sanctions: numberOf(sanctionsOf(ctx)),
      upheldReports: numberOf(upheldReports(ctx))
    })
    .from(users)
    .where(and(inArray(users.id, ids), isKnown))

const numberOf = (query: { getSQL(): SQL }) => sql<number>`(${query})`.mapWith(Number)

/** Counts of the user of the outer query. */
const hiddenPosts = (ctx: Context) =>
  ctx.db
    .select({ count: count() })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(and(eq(posts.authorId, users.id), eq(posts.state, 'hidden'), visiblePosts(ctx.actor)))

const sanctionsOf = (ctx: Context) =>
  ctx.db
    .select({ count: count() })
    .from(sanctions)
    .where(and(eq(sanctions.userId, users.id), isNull(sanctions.liftedAt), knownSanctions(ctx)))

function upheldReports({ actor, db }: Context) {
  const known = db
    .select({ id: posts.id })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(and(eq(posts.id, cases.postId), visiblePosts(actor)))
  return db
    .select({ count: count() })
    .from(cases)
    .where(
      and(
        ...[eq(cases.userId, users.id), eq(cases.outcome, 'upheld'), isNull(cases.articleId)],
        or(isNull(cases.postId), exists(known))
      )
    )
}
