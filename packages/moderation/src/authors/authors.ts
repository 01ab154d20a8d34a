import { and, count, eq, exists, inArray, isNull, or, sql, desc, type SQL } from 'drizzle-orm'
import { outranks, type Context, type Locale } from '@stoa/core'
import { authorColumns } from '@stoa/accounts'
import { fullRole, isKnown, sanctions, users } from '@stoa/accounts/tables'
import { visiblePosts, postUrl } from '@stoa/threads'
import { posts, threads, categories } from '@stoa/threads/tables'
import { languageOfPost, publicExcerpt } from '@stoa/threads/rendering'
import { can } from '../policy.ts'
import { knownSanctions } from '../sanctions/sanction.ts'
import { cases } from '../schema.ts'
import type { AuthorFacts, LatestPost } from './contract.ts'
import { categoryColumns } from '../columns.ts'

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

/** The latest posts of each user that the actor may read, hidden ones with their state. */
async function latestPosts(ctx: Context, ids: number[], limit: number) {
  const rows = await postsOf(ctx, ids, limit)
  const byAuthor = Map.groupBy(rows, ({ authorId }) => authorId)
  return new Map([...byAuthor].map(([id, found]) => [id, found.map(toPost)]))
}

type Row = Awaited<ReturnType<typeof postsOf>>[number]

const toPost = ({ body, quarantined, authorId: _, threadId, ...row }: Row): LatestPost => ({
  ...row,
  url: postUrl(threadId, row.title, row.number),
  excerpt: publicExcerpt(body, quarantined)
})

/** The latest posts of the user of the outer query. */
const latestOf = (ctx: Context, limit: number) =>
  ctx.db
    .select({
      id: posts.id,
      threadId: posts.threadId,
      number: posts.number,
      title: threads.title,
      language: threads.language,
      textLanguage: sql<Locale>`${languageOfPost}`.as('text_language'),
      body: posts.body,
      quarantined: posts.quarantinedLinks,
      state: posts.state,
      category: categoryColumns(ctx).name.as('category_name'),
      createdAt: posts.createdAt
    })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .innerJoin(categories, eq(categories.id, threads.categoryId))
    .where(and(eq(posts.authorId, users.id), visiblePosts(ctx.actor)))
    .orderBy(desc(posts.createdAt), desc(posts.id))
    .limit(limit)
    .as('latest')

function postsOf(ctx: Context, ids: number[], limit: number) {
  const latest = latestOf(ctx, limit)
  return ctx.db
    .select({
      authorId: users.id,
      id: latest.id,
      threadId: latest.threadId,
      number: latest.number,
      title: latest.title,
      language: latest.language,
      textLanguage: latest.textLanguage,
      body: latest.body,
      quarantined: latest.quarantined,
      state: latest.state,
      category: latest.category,
      createdAt: latest.createdAt
    })
    .from(users)
    .innerJoinLateral(latest, sql`true`)
    .where(sql`${users.id} = any(${sql.param(ids)}::bigint[])`)
    .orderBy(desc(latest.createdAt), desc(latest.id))
}
