import { and, desc, eq } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { threadsInOrder } from '@stoa/threads'
import { threads } from '@stoa/threads/tables'
import type { z } from 'zod'
import { alike } from '../desk/alike.ts'
import type { deflectionInput } from './contract.ts'
import { isOpenTicket, ownTickets } from '../policy.ts'
import { rowColumns, rowOf } from '../conversation/ticket-row.ts'
import { tickets } from '../schema.ts'

type Input = z.output<typeof deflectionInput>

const pageSize = 4
/** Open tickets that are compared; requesters hardly have more. */
const compared = 50
/** Similar threads that are fetched; only few of them are solved. */
const looked = 24

/** Tickets within `oftenWithin` milliseconds after which all open ones are shown before the next. */
const often = 3
const oftenWithin = 600_000
const listedIfOften = 12

/**
 * Suggestions before a ticket is opened: articles, own open tickets that are similar or of the same
 * topic, current announcements, and similar solved threads that the actor may read. Most similar first.
 * Someone who has just opened several tickets is shown all that are open.
 */
export async function suggestDeflection(ctx: Context, input: Input) {
  const { title, body = '', thread } = input
  const [articles, open, announced, solved] = await Promise.all([
    ctx.ports.search.similarArticles(ctx, { title, body }),
    ownOpen(ctx),
    ctx.ports.announcements.announcementsLike(ctx, { title, body }),
    solvedLike(ctx, { title, body }, thread)
  ])
  const since = after(ctx.now, -oftenWithin)
  const openedOften = open.filter(({ createdAt }) => createdAt > since).length >= often
  const own = openedOften ? open.slice(0, listedIfOften) : likeOrOfTopic(open, input)
  return { articles, own: own.map((row) => rowOf(row)), openedOften, announced, solved }
}

const ownOpen = (ctx: Context) =>
  ctx.db
    .select(rowColumns(ctx))
    .from(tickets)
    .leftJoin(threads, eq(threads.id, tickets.threadId))
    .where(and(ownTickets(ctx.actor), isOpenTicket))
    .orderBy(desc(tickets.id))
    .limit(compared)

type Open = Awaited<ReturnType<typeof ownOpen>>

function likeOrOfTopic(rows: Open, { title, topic }: Input) {
  const likest = alike(title, rows, pageSize)
  const ofTopic = rows.filter((row) => row.topic === topic && !likest.includes(row))
  return [...likest, ...ofTopic].slice(0, pageSize)
}

async function solvedLike(ctx: Context, draft: { title: string; body: string }, thread?: number) {
  const ids = await ctx.ports.search.similarThreads(ctx, draft, looked)
  const found = await threadsInOrder(ctx, ids)
  return found.filter(({ id, solved }) => solved && id !== thread).slice(0, pageSize)
}
