import { and, eq, ne, sql } from 'drizzle-orm'
import { after, conflict, Problem, type Context, type Refusal } from '@stoa/core'
import { articles, articleSources } from '../schema.ts'
import type { Noted } from '../writing/critical-parts.ts'

const hour = 3600_000

/** Authors have so long to decide before their words are published without an answer. */
export const decisionTime = 24 * hour

type Source = typeof articleSources.$inferSelect

/** When an author's time to decide ends; null if they need not, or have decided. */
export const waitsUntil = ({ notifiedAt, agreedAt }: Pick<Source, 'notifiedAt' | 'agreedAt'>) =>
  notifiedAt === null || agreedAt !== null ? null : after(notifiedAt, decisionTime)

/**
 * Says why a version may not become public: an author of words in it objects or has not decided yet,
 * or it contains a fact of a ticket that it was made from.
 * @param at when it is to become public
 */
export async function refusalOfSources(
  ctx: Context,
  articleId: number,
  { content, note }: Pick<Noted, 'content' | 'note'>,
  at: string
): Promise<Refusal | null> {
  const sources = await keptSources(ctx, articleId)
  if (sources.some(({ objectedAt }) => objectedAt !== null))
    return { status: 409, code: 'article_author_objects' }
  const ends = sources.flatMap((source) => waitsUntil(source) ?? []).filter((end) => end > at)
  if (ends.length > 0) return { status: 409, code: 'article_authors_undecided' }
  const { title, slug, summary, body } = content
  const text = [title, slug, summary, body, note ?? '', ...(await tagsOf(ctx, articleId))].join(
    '\n'
  )
  return (await leaks(ctx, articleId, text)) ? { status: 409, code: 'article_leaks_ticket' } : null
}

/** Whose words were erased has nothing left to decide about. */
const keptSources = ({ db }: Context, articleId: number) =>
  db
    .select()
    .from(articleSources)
    .where(and(eq(articleSources.articleId, articleId), ne(articleSources.text, '')))

/** Why a version may not become public now; with undecided authors, until when at the longest. */
export async function publicationRefusal(
  ctx: Context,
  articleId: number,
  version: Pick<Noted, 'content' | 'note'>
) {
  const refusal = await refusalOfSources(ctx, articleId, version, ctx.now)
  if (!refusal) return null
  const ends = (await keptSources(ctx, articleId)).flatMap((source) => waitsUntil(source) ?? [])
  const until = refusal.code === 'article_authors_undecided' ? (ends.sort().at(-1) ?? null) : null
  return { code: refusal.code, until }
}

async function tagsOf({ db }: Context, articleId: number): Promise<string[]> {
  const isIt = eq(articles.id, articleId)
  const [found] = await db.select({ tags: articles.tags }).from(articles).where(isIt)
  return found?.tags ?? []
}

/**
 * Checks tags, which readers see at once, for facts of tickets that an article was made from.
 * @throws Problem 409 `article_leaks_ticket`
 */
export async function checkTags(ctx: Context, articleId: number, tags: readonly string[]) {
  if (tags.length > 0 && (await leaks(ctx, articleId, tags.join('\n'))))
    throw conflict('article_leaks_ticket')
}

/** Whether a text contains a fact or file of a ticket that an article was made from. */
async function leaks(ctx: Context, articleId: number, text: string): Promise<boolean> {
  const isTicket = and(
    eq(articleSources.articleId, articleId),
    sql`${articleSources.ticketId} is not null`
  )
  const rows = await ctx.db
    .selectDistinct({ ticketId: articleSources.ticketId })
    .from(articleSources)
    .where(isTicket)
  for (const { ticketId } of rows)
    if (await ctx.ports.tickets.leaksOf(ctx, ticketId ?? 0, text)) return true
  return false
}

/** @throws Problem 409 as `refusalOfSources` */
export async function checkSources(...given: Parameters<typeof refusalOfSources>): Promise<void> {
  const refusal = await refusalOfSources(...given)
  if (refusal) throw new Problem(refusal.status, refusal.code)
}
