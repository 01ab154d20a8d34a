import type { Context } from '@stoa/core'
import { threadUrl, visibleThreads, moderates } from '@stoa/threads'
import { threads, threadMarks } from '@stoa/threads/tables'
import { and, eq, gt, notExists, desc, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { linkSuggestions } from './contract.ts'
import { goesOn } from './current.ts'
import { activeAnnouncements, type Known } from './known.ts'
import { likeness, wordsOf } from './normalization.ts'
import { typeNamesFor, toRow } from './rows.ts'

const lookedAt = 200

/**
 * New threads that mention an ongoing incident and are not linked to it, newest first; for people
 * who may link them.
 */
export async function suggestLinks(ctx: Context): Promise<z.infer<typeof linkSuggestions>> {
  const incidents = (await activeAnnouncements(ctx)).filter(goesOn)
  const names = await typeNamesFor(ctx)
  const items = []
  for (const { words, ...incident } of incidents) {
    const announcement = toRow(ctx, incident, names)
    const unlinked = await unlinkedSince(ctx, incident)
    const about = unlinked.filter(({ title }) => likeness(wordsOf(title), words) > 0)
    items.push(...about.map((thread) => ({ thread: toThreadLink(thread), announcement })))
  }
  return { items }
}

const toThreadLink = ({ id, title }: { id: number; title: string }) => ({
  id,
  title,
  url: threadUrl(id, title)
})

const hour = 3600000

/** Public threads without a link to the incident, in categories that the actor moderates. */
async function unlinkedSince(ctx: Context, { id, publishedAt }: Omit<Known, 'words'>) {
  const begun = new Date(Date.parse(publishedAt ?? ctx.now) - 2 * hour).toISOString()
  const rows = await ctx.db
    .select({ id: threads.id, title: threads.title, categoryId: threads.categoryId })
    .from(threads)
    .where(
      and(
        visibleThreads(ctx.actor),
        eq(threads.state, 'visible'),
        // Starts two hours earlier, because people ask before staff know of the incident.
        gt(threads.createdAt, begun),
        notExists(linksTo(ctx, id))
      )
    )
    .orderBy(desc(threads.createdAt), desc(threads.id))
    .limit(lookedAt)
  return rows.filter(({ categoryId }) => moderates(ctx.actor, categoryId))
}

const linksTo = ({ db }: Context, id: number) =>
  db
    .select({ one: sql`1` })
    .from(threadMarks)
    .where(
      and(
        eq(threadMarks.threadId, threads.id),
        eq(threadMarks.kind, 'announcement'),
        eq(threadMarks.ref, String(id))
      )
    )
