import { and, desc, eq, notInArray } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { threadsInOrder } from '@stoa/threads'
import { threads } from '@stoa/threads/schema'
import type { z } from 'zod'
import { alike } from './alike.ts'
import type { deflectionInput } from './contract.ts'
import { ownTickets } from './policy.ts'
import { rowColumns, rowOf } from './reading.ts'
import { tickets } from './schema.ts'

type Input = z.output<typeof deflectionInput>

const pageSize = 4
/** Nobody has more open tickets than that and wonders which one it was. */
const compared = 50
/** Few of the threads that are alike are solved. */
const looked = 24

/**
 * What somebody looks at before they open a ticket: their own open ones that are alike or about the
 * same topic, announcements that hold now, and solved threads that they may read; the likest first.
 */
export async function suggestDeflection(ctx: Context, input: Input) {
  const { title, body = '', thread } = input
  const [own, announced, solved] = await Promise.all([
    ownOpen(ctx, input),
    ctx.ports.announcementsLike(ctx, { title, body }),
    solvedLike(ctx, { title, body }, thread)
  ])
  return { own, announced, solved }
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
  const ids = await ctx.ports.similarThreads(ctx, draft, looked)
  const found = await threadsInOrder(ctx, ids)
  return found.filter(({ id, solved }) => solved && id !== thread).slice(0, pageSize)
}
