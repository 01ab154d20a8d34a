import type { z } from 'zod'
import type { Context } from '@stoa/core'
import { findCategory, moderates, threadUrl, visibleThreads } from '@stoa/threads'
import { threadMarks, threads } from '@stoa/threads/schema'
import { and, desc, eq, gt, notExists, sql } from 'drizzle-orm'
import type { currentList, linkSuggestions } from './contract.ts'
import { likeness, wordsOf } from './folding.ts'
import { activeAnnouncements, announcementsById, type Known } from './known.ts'
import { categoryLinks, toRow } from './rows.ts'

// For what names no categories.
const noLinks = new Map<number, never>()

type Current = z.infer<typeof currentList>

const isPinned = ({ pinnedUntil }: Known, now: string) => pinnedUntil !== null && pinnedUntil > now

/** Incidents that go on stand on top, pinned or not. */
const isPressing = ({ kind, phase }: Known) => kind === 'incident' && phase !== 'resolved'

/**
 * What stands on top of a category (by slug), or of the first page: what is pinned there, in its
 * order, and incidents that go on. On the first page that is what concerns every category, and
 * incidents wherever they are.
 * @throws Problem 404
 */
export async function currentAnnouncements(ctx: Context, slug?: string): Promise<Current> {
  const here = slug === undefined ? undefined : await placesOf(ctx, slug)
  const active = await activeAnnouncements(ctx)
  const onTop = active
    .filter((known) => isPinned(known, ctx.now) || isPressing(known))
    .filter(({ categoryIds, ...known }) => {
      if (categoryIds.length === 0) return true
      return here ? categoryIds.some((id) => here.has(id)) : known.kind === 'incident'
    })
    .sort((a, b) => Number(isPressing(b)) - Number(isPressing(a)) || a.pinOrder - b.pinOrder)
  const links = await categoryLinks(ctx)
  return { items: onTop.map(({ words: _words, ...row }) => toRow(ctx, row, links)) }
}

/** The category itself, what is below it, and what it is below. */
async function placesOf(ctx: Context, slug: string): Promise<Set<number>> {
  const family = await findCategory(ctx, slug)
  return new Set(
    family.flatMap(({ id, parentId }) => [id, ...(parentId === null ? [] : [parentId])])
  )
}

const mostMatches = 3

// Where people say what it is about; further down they tell of much else.
const beginning = 200

/** Announcements that hold now and speak of what a title or the beginning of a text says, the likest first. */
export async function matchingAnnouncements(
  ctx: Context,
  { title, body = '' }: { title: string; body?: string }
): Promise<Current> {
  const asked = [wordsOf(title), wordsOf(body.slice(0, beginning))]
  const active = await activeAnnouncements(ctx)
  const likest = active
    .map((known) => ({
      known,
      share: Math.max(...asked.map((words) => likeness(words, known.words)))
    }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share)
    .slice(0, mostMatches)
  const links = await categoryLinks(ctx)
  return { items: likest.map(({ known: { words: _words, ...row } }) => toRow(ctx, row, links)) }
}

/** What stands above every page: important and critical announcements that hold now. */
export async function bannersFor(ctx: Context) {
  const active = await activeAnnouncements(ctx)
  return active
    .filter(({ severity }) => severity !== 'normal')
    .sort((a, b) => Number(b.severity === 'critical') - Number(a.severity === 'critical'))
    .map(({ words: _words, ...row }) => {
      const { id, kind, severity, phase, title, language, url } = toRow(ctx, row, noLinks)
      return { id, kind, severity, phase, title, language, url }
    })
}

/** The announcements that a thread's marks name, as they stand now, for its readers. */
export async function announcementsOnThread(ctx: Context, ids: number[]) {
  const rows = await announcementsById(ctx, ids)
  return rows.map((row) => {
    const { id, kind, severity, state, phase, title, language, url, changedAt } = toRow(
      ctx,
      row,
      noLinks
    )
    return { id, kind, severity, state, phase, title, language, url, changedAt }
  })
}

const lookedAt = 200

/**
 * New threads that speak of an incident that goes on and are not linked to it, for those who may
 * link them; the latest first.
 */
export async function suggestLinks(ctx: Context): Promise<z.infer<typeof linkSuggestions>> {
  const incidents = (await activeAnnouncements(ctx)).filter(isPressing)
  const items = []
  for (const incident of incidents)
    for (const thread of await unlinkedSince(ctx, incident))
      if (likeness(wordsOf(thread.title), incident.words) > 0)
        items.push({
          thread: { id: thread.id, title: thread.title, url: threadUrl(thread.id, thread.title) },
          announcement: toRow(ctx, withoutWords(incident), noLinks)
        })
  return { items }
}

const withoutWords = ({ words: _words, ...row }: Known) => row

const hour = 3600_000

async function unlinkedSince(ctx: Context, { id, publishedAt }: Known) {
  const marked = and(
    eq(threadMarks.threadId, threads.id),
    eq(threadMarks.kind, 'announcement'),
    eq(threadMarks.ref, String(id))
  )
  const begun = new Date(Date.parse(publishedAt ?? ctx.now) - 2 * hour).toISOString()
  const rows = await ctx.db
    .select({ id: threads.id, title: threads.title, categoryId: threads.categoryId })
    .from(threads)
    .where(
      and(
        visibleThreads(ctx.actor),
        eq(threads.state, 'visible'),
        // People ask before staff know.
        gt(threads.createdAt, begun),
        notExists(
          ctx.db
            .select({ one: sql`1` })
            .from(threadMarks)
            .where(marked)
        )
      )
    )
    .orderBy(desc(threads.createdAt), desc(threads.id))
    .limit(lookedAt)
  return rows.filter(({ categoryId }) => moderates(ctx.actor, categoryId))
}
