import { and, desc, eq, sql } from 'drizzle-orm'
import type { Context, Locale } from '@stoa/core'
import { users } from '@stoa/accounts/tables'
import { postUrl, visiblePosts } from '@stoa/threads'
import { excerpt, languageOfPost, publicTextOf } from '@stoa/threads/rendering'
import { categories, posts, threads } from '@stoa/threads/tables'
import { categoryColumns } from '../columns.ts'
import type { LatestPost } from './contract.ts'

const excerptLength = 160

/** The latest posts of each user that the actor may read, hidden ones with their state. */
export async function latestPosts(ctx: Context, ids: number[], limit: number) {
  const rows = await postsOf(ctx, ids, limit)
  const byAuthor = Map.groupBy(rows, ({ authorId }) => authorId)
  return new Map([...byAuthor].map(([id, found]) => [id, found.map(toPost)]))
}

type Row = Awaited<ReturnType<typeof postsOf>>[number]

const toPost = ({ body, quarantined, authorId: _, threadId, ...row }: Row): LatestPost => ({
  ...row,
  url: postUrl(threadId, row.title, row.number),
  excerpt: excerpt(publicTextOf(body, quarantined), excerptLength)
})

function postsOf(ctx: Context, ids: number[], limit: number) {
  const latest = ctx.db
    .select({
      id: posts.id,
      threadId: posts.threadId,
      number: posts.number,
      ...{ title: threads.title, language: threads.language },
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
  return ctx.db
    .select({
      authorId: users.id,
      id: latest.id,
      threadId: latest.threadId,
      number: latest.number,
      ...{ title: latest.title, language: latest.language, textLanguage: latest.textLanguage },
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
