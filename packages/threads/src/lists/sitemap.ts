import { and, asc, between, eq, gt, ne, or, sql } from 'drizzle-orm'
import { isShutOut } from '@stoa/accounts/reading-access'
import { guest, type Context } from '@stoa/core'
import { users } from '@stoa/accounts/tables'
import { visibleThreads } from '../visibility.ts'
import { threads } from '../schema.ts'
import { threadUrl } from '../urls.ts'

// Search engines accept 50,000 URLs and 50 MB per file; encoded Chinese titles are long.
const idsOfPart = 5000
const partOf = sql<number>`${threads.id} / ${sql.raw(String(idsOfPart))}`.mapWith(Number)

// Unanswered threads by `new` members are left out: most of them are spam.
const listed = and(visibleThreads(guest), or(gt(threads.replyCount, 0), ne(users.trust, 'new')))

/** Lists the parts of the sitemap that contain threads, with the time of their latest post. */
export async function sitemapParts(ctx: Context): Promise<{ part: number; updatedAt: string }[]> {
  if (await isShutOut({ ...ctx, actor: guest })) return []
  return ctx.db
    .select({
      part: partOf,
      updatedAt: sql<string>`max(${threads.lastPostAt})`.mapWith(threads.lastPostAt)
    })
    .from(threads)
    .innerJoin(users, eq(users.id, threads.authorId))
    .where(listed)
    .groupBy(partOf)
    .orderBy(asc(partOf))
}

/** Lists the threads of one part that guests see, ordered by id. */
export async function threadsOfSitemapPart(ctx: Context, part: number) {
  if (await isShutOut({ ...ctx, actor: guest })) return []
  const first = part * idsOfPart
  const rows = await ctx.db
    .select({ id: threads.id, title: threads.title, updatedAt: threads.lastPostAt })
    .from(threads)
    .innerJoin(users, eq(users.id, threads.authorId))
    .where(and(listed, between(threads.id, first, first + idsOfPart - 1)))
    .orderBy(asc(threads.id))
  return rows.map(({ id, title, updatedAt }) => ({ url: threadUrl(id, title), updatedAt }))
}
