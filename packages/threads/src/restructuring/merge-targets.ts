import { and, desc, eq, inArray, ne, or, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { findModeratedThread, threadColumns } from '../finding.ts'
import { authorize } from '../policy.ts'
import { threads } from '../schema.ts'
import { threadUrl } from '../urls.ts'
import { isReadWithin, visibleThreads, whereModerated } from '../visibility.ts'
import { checkPublic } from './merge.ts'

const candidates = 20
const pageSize = 8

/**
 * Threads into which the actor may merge this one: those with the typed words in their title, then
 * similar ones; without words, threads similar to it.
 * @throws Problem as `mergeThread` for the thread itself
 */
export async function listMergeTargets(ctx: Context, id: number, q: string) {
  const source = await findModeratedThread(ctx, id)
  authorize.restructure(ctx.actor, source)
  checkPublic(source)
  const words = q.trim()
  const like = { title: words === '' ? source.title : words }
  const similar = await ctx.ports.search.similarThreads(ctx, like, candidates)
  const found = await mergeable(ctx, id, words, similar)
  const same = found.filter((one) => isReadWithin(source, one) && isReadWithin(one, source))
  return { items: same.slice(0, pageSize).map(toTarget) }
}

type Found = Awaited<ReturnType<typeof mergeable>>[number]

const toTarget = ({ id, title, replyCount, lastPostAt }: Found) => ({
  ...{ id, title, replyCount, lastPostAt },
  url: threadUrl(id, title)
})

function mergeable(ctx: Context, id: number, words: string, similar: number[]) {
  const isNamed = sql<boolean>`${words} <> '' and ${threads.title} ilike ${`%${escaped(words)}%`}`
  const place = sql`array_position(${sql.param(similar)}::bigint[], ${threads.id})`
  return ctx.db
    .select(threadColumns)
    .from(threads)
    .where(
      and(
        visibleThreads(ctx.actor),
        whereModerated(ctx),
        ...[eq(threads.state, 'visible'), ne(threads.id, id)],
        similar.length > 0 ? or(isNamed, inArray(threads.id, similar)) : isNamed
      )
    )
    .orderBy(desc(isNamed), sql`${place} nulls last`, desc(threads.lastPostAt), desc(threads.id))
    .limit(candidates)
}

const escaped = (words: string) => words.replace(/[\\%_]/g, (sign) => `\\${sign}`)
