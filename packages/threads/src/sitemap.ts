import { and, asc, between, eq, gt, ne, or, sql } from 'drizzle-orm'
import { guest, type Context } from '@stoa/core'
import { users } from '@stoa/accounts/schema'
import { visibleThreads } from './policy.ts'
import { threads } from './schema.ts'
import { threadUrl } from './urls.ts'

// Search engines take 50,000 addresses and 50 MB; titles in Chinese are long when they are encoded.
const idsOfPart = 5000
const partOf = sql<number>`${threads.id} / ${sql.raw(String(idsOfPart))}`.mapWith(Number)

// Of unanswered threads by `new` members most are what nobody should find.
const listed = and(visibleThreads(guest), or(gt(threads.replyCount, 0), ne(users.trust, 'new')))

/** The parts of the sitemap that hold threads, and when their latest post was made. */
export async function sitemapParts({
  db
}: Context): Promise<{ part: number; updatedAt: string }[]> {
  return db
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

/** The threads of one part, in the order of their ids: what guests see. */
export async function threadsOfSitemapPart({ db }: Context, part: number) {
  const first = part * idsOfPart
  const rows = await db
    .select({ id: threads.id, title: threads.title, updatedAt: threads.lastPostAt })
    .from(threads)
    .innerJoin(users, eq(users.id, threads.authorId))
    .where(and(listed, between(threads.id, first, first + idsOfPart - 1)))
    .orderBy(asc(threads.id))
  return rows.map(({ id, title, updatedAt }) => ({ url: threadUrl(id, title), updatedAt }))
}
