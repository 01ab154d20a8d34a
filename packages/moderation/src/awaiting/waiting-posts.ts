import { and, asc, eq, ne, type SQL } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { afterCursor, paged } from '@stoa/core/data'
import { visiblePosts, whereModerated } from '@stoa/threads'
import { authorColumns } from '@stoa/accounts'
import { users } from '@stoa/accounts/tables'
import { answersFor } from '@stoa/threads/moderators'
import { languageOfPost, targetsOf } from '@stoa/threads/rendering'
import { categories, posts, threads } from '@stoa/threads/tables'
import { writtenAddresses } from '@stoa/guards'
import { hasLookalike, isPhishingText } from '@stoa/safety'
import { categoryColumns, shownHtml, whereWaiting, type WaitingFilter } from '../columns.ts'
import type { signs } from '../shapes.ts'

/** Columns of a post in the queue. The caller adds the condition of what the actor may see. */
export const waitingPosts = (ctx: Context) =>
  ctx.db
    .select({
      postId: posts.id,
      threadId: threads.id,
      number: posts.number,
      title: threads.title,
      language: threads.language,
      textLanguage: languageOfPost,
      tags: threads.tags,
      body: posts.body,
      fieldValues: posts.fieldValues,
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

const pageSize = 20

/** Condition: posts of others that the actor reads and moderates. */
export const ofOthers = (ctx: Context): SQL | undefined =>
  and(visiblePosts(ctx.actor), whereModerated(ctx), ne(posts.authorId, ctx.actor.id))

/** Reads the posts of others that wait since a time, the oldest first. */
export async function waitingSince(
  ctx: Context,
  { cursor, ...filter }: WaitingFilter,
  time: typeof posts.createdAt | typeof posts.flaggedAt,
  condition: SQL | undefined
) {
  const filtered = await whereWaiting(ctx, filter)
  const rows = await waitingPosts(ctx)
    .where(and(ofOthers(ctx), condition, filtered, afterCursor(cursor, time, posts.id)))
    .orderBy(asc(time), asc(posts.id))
    .limit(pageSize + 1)
  const since = (row: WaitingPost) => (time === posts.createdAt ? row.createdAt : row.flaggedAt)
  const { items, next } = paged(rows, pageSize, (row) => [since(row), row.postId])
  return { items: await withShownLinks(ctx, items), next }
}

/** Adds the HTML that moderators see, with quarantined links, and the answers as they are shown. */
export async function withShownLinks(ctx: Context, rows: WaitingPost[]) {
  const answersOf = await answersFor(ctx, rows)
  return Promise.all(
    rows.map(async (row) => ({
      ...row,
      html: await shownHtml(ctx, row),
      fields: answersOf(row.fieldValues)
    }))
  )
}

type WaitingPost = Awaited<ReturnType<typeof waitingPosts>>[number]

type Sign = (typeof signs)[number]

/** Returns the signs of a scam in a text that awaits approval, for moderators to check first. */
export async function signsOf(ctx: Context, body: string): Promise<Sign[]> {
  const phishingPhrases = await isPhishingText(ctx, body)
  if (await hasLookalike(ctx, await targetsOf(ctx, body)))
    return phishingPhrases ? ['lookalike', 'phishing'] : ['lookalike']
  return phishingPhrases || (await hasLookalike(ctx, writtenAddresses(body))) ? ['phishing'] : []
}
