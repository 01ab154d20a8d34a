import { and, desc, eq, isNotNull } from 'drizzle-orm'
import type { Context, Locale } from '@stoa/core'
import { authorColumns, usersAs } from '@stoa/accounts'
import type { AnnouncementHistory } from './endpoints/history-contract.ts'
import { can, findAnnouncement } from './policy.ts'
import {
  announcementProposals,
  announcementRevisions,
  announcementUpdateRevisions,
  announcementUpdates,
  type Bodies
} from './schema.ts'

/**
 * All versions of an announcement and its updates, newest first. Readers get those that were
 * public, and none of a withdrawn announcement.
 * @throws Problem 404
 */
export async function readHistory(ctx: Context, id: number): Promise<AnnouncementHistory> {
  const { state } = await findAnnouncement(ctx, id)
  const writes = can.announce(ctx.actor)
  if (state === 'withdrawn' && !writes) return { items: [], updates: [], proposals: [] }
  const [items, updates, proposals] = await Promise.all([
    versionsOf(ctx, id, writes),
    updatesBefore(ctx, id, writes),
    writes ? decidedOn(ctx, id) : []
  ])
  return { items, updates, proposals }
}

const editor = usersAs('editor')

async function versionsOf(
  { db }: Context,
  id: number,
  writes: boolean
): Promise<AnnouncementHistory['items']> {
  const wasPublic = writes ? undefined : isNotNull(announcementRevisions.publishedAt)
  const rows = await db
    .select({
      number: announcementRevisions.number,
      content: announcementRevisions.content,
      createdAt: announcementRevisions.createdAt,
      publishedAt: announcementRevisions.publishedAt,
      editor: authorColumns(editor)
    })
    .from(announcementRevisions)
    .innerJoin(editor, eq(editor.id, announcementRevisions.editorId))
    .where(and(eq(announcementRevisions.announcementId, id), wasPublic))
    .orderBy(desc(announcementRevisions.number))
  return rows.map(({ content, editor, ...row }) => ({
    ...row,
    editor: writes ? editor : null,
    texts: Object.entries(content.texts).map(([language, text]) => ({
      language: language as Locale,
      ...text
    }))
  }))
}

async function updatesBefore(
  { db }: Context,
  id: number,
  writes: boolean
): Promise<AnnouncementHistory['updates']> {
  const rows = await db
    .select({
      id: announcementUpdateRevisions.id,
      phase: announcementUpdates.phase,
      since: announcementUpdateRevisions.since,
      until: announcementUpdateRevisions.until,
      bodies: announcementUpdateRevisions.bodies,
      author: authorColumns(editor)
    })
    .from(announcementUpdateRevisions)
    .innerJoin(
      announcementUpdates,
      eq(announcementUpdates.id, announcementUpdateRevisions.updateId)
    )
    .innerJoin(editor, eq(editor.id, announcementUpdateRevisions.authorId))
    .where(eq(announcementUpdates.announcementId, id))
    .orderBy(desc(announcementUpdateRevisions.id))
  return rows.map(({ bodies, author, ...row }) => ({
    ...row,
    author: writes ? author : null,
    texts: textsOf(bodies)
  }))
}

const decider = usersAs('decider')

async function decidedOn({ db }: Context, id: number): Promise<AnnouncementHistory['proposals']> {
  const rows = await db
    .select({
      proposal: announcementProposals,
      by: authorColumns(editor),
      deciderId: decider.id,
      decidedBy: authorColumns(decider)
    })
    .from(announcementProposals)
    .innerJoin(editor, eq(editor.id, announcementProposals.authorId))
    .leftJoin(decider, eq(decider.id, announcementProposals.decidedById))
    .where(
      and(eq(announcementProposals.announcementId, id), isNotNull(announcementProposals.decidedAt))
    )
    .orderBy(desc(announcementProposals.decidedAt), desc(announcementProposals.id))
  return rows.flatMap(({ proposal, by, decidedBy }) => {
    const { id, phase, createdAt, outcome, decidedAt, bodies } = proposal
    if (outcome === null || decidedAt === null) return []
    return { id, phase, createdAt, by, outcome, decidedAt, decidedBy, texts: textsOf(bodies) }
  })
}

const textsOf = (bodies: Bodies) =>
  Object.entries(bodies).map(([language, body]) => ({ language: language as Locale, body }))
