import { and, desc, eq, gt, sql } from 'drizzle-orm'
import { guest, type Context } from '@stoa/core'
import { threadUrl, visibleThreads } from '@stoa/threads'
import { posts, readings, threads } from '@stoa/threads/tables'
import { authorize, can } from '../policy.ts'
import { articleSources } from '../schema.ts'
import type { Suggestions } from './contract.ts'

const listLimit = 10

const hasArticle = sql`exists (select from ${articleSources} join ${posts} used
  on used.id = ${articleSources.postId} where used.thread_id = ${threads.id})`

const readerCount = sql<number>`(select count(*)::int from ${readings}
  where ${readings.threadId} = ${threads.id})`

/**
 * Suggests what articles are missing: public threads that most members have the same question as,
 * and what people searched for in vain.
 * @throws Problem 401, 403 as `rules.draft`
 */
export async function suggestArticles(ctx: Context): Promise<Suggestions> {
  authorize.draft(ctx.actor)
  const { id, title, language, meTooCount, solvedAt, kind } = threads
  const [rows, queries] = await Promise.all([
    ctx.db
      .select({ id, title, language, meTooCount, readerCount, solvedAt })
      .from(threads)
      .where(
        and(
          ...[gt(meTooCount, 0), sql`${threads.state} = 'visible'`, eq(kind, 'question')],
          ...[visibleThreads(guest), sql`not ${hasArticle}`]
        )
      )
      .orderBy(desc(meTooCount), desc(id))
      .limit(listLimit),
    can.write(ctx.actor) ? ctx.ports.search.missedQueries(ctx, listLimit) : []
  ])
  const shown = rows
    .map(({ solvedAt, ...row }) => ({
      ...row,
      url: threadUrl(row.id, row.title),
      solved: solvedAt !== null
    }))
    .toSorted((a, b) => b.meTooCount - a.meTooCount || b.readerCount - a.readerCount)
  return { threads: shown, queries }
}
