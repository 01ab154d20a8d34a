import { eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { authorColumns } from '@stoa/accounts'
import { users } from '@stoa/accounts/schema'
import { categories, posts, threads } from '@stoa/threads/schema'
import { categoryColumns } from '../columns.ts'
import { shownHtml } from '../shown-html.ts'

/** Posts as the queue shows those that wait; where the actor may see them is the caller's to say. */
export const waitingPosts = (ctx: Context) =>
  ctx.db
    .select({
      postId: posts.id,
      threadId: threads.id,
      number: posts.number,
      title: threads.title,
      tags: threads.tags,
      body: posts.body,
      html: posts.html,
      authorId: posts.authorId,
      quarantinedLinks: posts.quarantinedLinks,
      leadsOut: posts.leadsOut,
      flaggedAt: posts.flaggedAt,
      createdAt: posts.createdAt,
      author: authorColumns(users),
      category: categoryColumns(ctx)
    })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .innerJoin(categories, eq(categories.id, threads.categoryId))
    .innerJoin(users, eq(users.id, posts.authorId))

/** The same with the links that wait, which moderators see. */
export const withShownLinks = (ctx: Context, rows: WaitingPost[]): Promise<WaitingPost[]> =>
  Promise.all(rows.map(async (row) => ({ ...row, html: await shownHtml(ctx, row) })))

type WaitingPost = Awaited<ReturnType<typeof waitingPosts>>[number]
