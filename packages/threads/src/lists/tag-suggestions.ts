import { and, desc, eq, sql } from 'drizzle-orm'
import { guest, type Context } from '@stoa/core'
import { visibleThreads } from '../visibility.ts'
import { threads } from '../schema.ts'

const pageSize = 10

/** Lists used tags that begin with `q`, most used first. Only threads that guests see count. */
export async function suggestTags({ db }: Context, { q }: { q: string }) {
  const tag = sql<string>`tag`
  const threadCount = sql<number>`count(*)::int`
  const rows = await db
    .select({ tag, threadCount })
    .from(threads)
    .crossJoinLateral(sql`unnest(${threads.tags}) tag`)
    .where(
      and(
        visibleThreads(guest),
        eq(threads.state, 'visible'),
        sql`starts_with(tag, ${q.toLowerCase()})`
      )
    )
    .groupBy(tag)
    .orderBy(desc(threadCount), tag)
    .limit(pageSize)
  return { items: rows }
}
