import { and, desc, eq, notInArray } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { threadsInOrder } from '@stoa/threads'
import { threads } from '@stoa/threads/tables'
import type { z } from 'zod'
import { alike } from '../desk/alike.ts'
import type { deflectionInput } from './contract.ts'
import { ownTickets } from '../policy.ts'
import { rowColumns, rowOf } from '../conversation/ticket-row.ts'
import { tickets } from '../schema.ts'

type Input = z.output<typeof deflectionInput>

const pageSize = 4
/** Open tickets that are compared; requesters hardly have more. */
const compared = 50
/** Similar threads that are fetched; only few of them are solved. */
const looked = 24

/**
 * Suggestions before a ticket is opened: articles, own open tickets that are similar or of the same topic,
 * current announcements, and similar solved threads that the actor may read. Most similar first.
 */
export async function suggestDeflection(ctx: Context, input: Input) {
  const { title, body = '', thread } = input
  const [articles, own, announced, solved] = await Promise.all([
    ctx.ports.search.similarArticles(ctx, { title, body }),
    ownOpen(ctx, input),
    ctx.ports.announcements.announcementsLike(ctx, { title, body }),
    solvedLike(ctx, { title, body }, thread)
  ])
  return { articles, own, announced, solved }
}

async function ownOpen(ctx: Context, { title, topic }: Input) {
  const rows = await ctx.db
    .select(rowColumns(ctx))
    .from(tickets)
    .leftJoin(threads, eq(threads.id, tickets.threadId))
    .where(and(ownTickets(ctx.actor), notInArray(tickets.state, ['resolved', 'closed'])))
    .orderBy(desc(tickets.id))
    .limit(compared)
  const likest = alike(title, rows, pageSize)
  const ofTopic = rows.filter((row) => row.topic === topic && !likest.includes(row))
  return [...likest, ...ofTopic].slice(0, pageSize).map((row) => rowOf(row))
}

async function solvedLike(ctx: Context, draft: { title: string; body: string }, thread?: number) {
  const ids = await ctx.ports.search.similarThreads(ctx, draft, looked)
  const found = await threadsInOrder(ctx, ids)
  return found.filter(({ id, solved }) => solved && id !== thread).slice(0, pageSize)
}
