import { and, eq } from 'drizzle-orm'
import { guest, type Context } from '@stoa/core'
import { threadMarks } from '@stoa/threads/tables'
import { likenessTo } from './normalization.ts'
import { activeAnnouncements, type Known } from './known.ts'
import { typeNamesFor, toLink } from './rows.ts'

type About = { title: string; body: string; threadId: number | null }

const isDisturbance = ({ basis }: Known) => basis === 'incident' || basis === 'maintenance'

/**
 * Current public incidents and maintenance: those linked to a thread first, then those similar to a
 * text, then the latest.
 */
export async function disturbancesAbout(ctx: Context, { threadId, ...text }: About) {
  const likenessOf = likenessTo(text)
  const [active, onThread, names] = await Promise.all([
    activeAnnouncements({ ...ctx, actor: guest }),
    linkedTo(ctx, threadId),
    typeNamesFor(ctx)
  ])
  return active
    .filter(isDisturbance)
    .map((known) => ({ known, rank: onThread.has(known.id) ? 2 : likenessOf(known.words) }))
    .sort((a, b) => b.rank - a.rank)
    .map(({ known }) => toLink(ctx, known, names))
}

async function linkedTo({ db }: Context, threadId: number | null): Promise<Set<number>> {
  if (threadId === null) return new Set()
  const rows = await db
    .select({ ref: threadMarks.ref })
    .from(threadMarks)
    .where(and(eq(threadMarks.threadId, threadId), eq(threadMarks.kind, 'announcement')))
  return new Set(rows.map(({ ref }) => Number(ref)))
}
