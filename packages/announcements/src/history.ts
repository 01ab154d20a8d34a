import { and, desc, eq, isNotNull, sql } from 'drizzle-orm'
import { notFound, type Context } from '@stoa/core'
import { authorColumns, usersAs } from '@stoa/accounts'
import { renderVersion } from './content.ts'
import type { AnnouncementHistory } from './endpoints/history-contract.ts'
import { can, findAnnouncement } from './policy.ts'
import { renderEach } from './render.ts'
import { announcementEditions } from './revisions.ts'
import {
  announcementProposals,
  announcementRevisions,
  announcementUpdateRevisions,
  announcementUpdates,
  type Bodies
} from './schema.ts'

const pageSize = 20

/**
 * The newest versions of an announcement, with all of its updates and proposals, newest first. Readers get those
 * that were public, and none of a withdrawn announcement.
 * @param before number of a version: the versions before it, alone
 * @throws Problem 404, also for a number that no version has
 */
export async function readHistory(
  ctx: Context,
  id: number,
  before?: number
): Promise<AnnouncementHistory> {
  const { state, revision } = await findAnnouncement(ctx, id)
  if (before !== undefined && before > revision) throw notFound()
  const writes = can.announce(ctx.actor)
  if (state === 'withdrawn' && !writes)
    return { items: [], predecessor: null, updates: [], proposals: [] }
  const [versions, updates, proposals] = await Promise.all([
    versionsOf(ctx, id, writes, before),
    before === undefined ? updatesBefore(ctx, id, writes) : [],
    before === undefined && writes ? decidedOn(ctx, id) : []
  ])
  const [items, predecessor = null] = [versions.slice(0, pageSize), versions[pageSize]]
  return { items, predecessor, updates, proposals }
}

async function versionsOf(
  ctx: Context,
  id: number,
  writes: boolean,
  before: number | undefined
): Promise<AnnouncementHistory['items']> {
  const where = writes ? undefined : isNotNull(announcementRevisions.publishedAt)
  const rows = await announcementEditions.list(ctx, { id }, { before, where, limit: pageSize + 1 })
  return Promise.all(
    rows.map(async ({ version: { number, content, createdAt, publishedAt }, editor }) => {
      const { texts } = await renderVersion(ctx, content)
      return {
        ...{ number, createdAt, publishedAt, editor: writes ? editor : null },
        texts: texts.map(({ locale: language, title, body, html }) => {
          return { language, title, body, html }
        })
      }
    })
  )
}

const editor = usersAs('editor')

/** The wording that replaced an earlier one: the next revision, or the present wording. */
const nextBodies = sql<Bodies>`coalesce(
  lead(${announcementUpdateRevisions.bodies}) over (
    partition by ${announcementUpdateRevisions.updateId} order by ${announcementUpdateRevisions.id}),
  ${announcementUpdates.bodies})`

async function updatesBefore(
  ctx: Context,
  id: number,
  writes: boolean
): Promise<AnnouncementHistory['updates']> {
  const rows = await ctx.db
    .select({
      id: announcementUpdateRevisions.id,
      phase: announcementUpdates.phase,
      since: announcementUpdateRevisions.since,
      until: announcementUpdateRevisions.until,
      bodies: announcementUpdateRevisions.bodies,
      next: nextBodies,
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
  return Promise.all(
    rows.map(async ({ bodies, next, author, ...row }) => ({
      ...{ ...row, author: writes ? author : null },
      ...{ texts: await textsOf(ctx, bodies), next: await textsOf(ctx, next) }
    }))
  )
}

const decider = usersAs('decider')

async function decidedOn(ctx: Context, id: number): Promise<AnnouncementHistory['proposals']> {
  const rows = await ctx.db
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
  const items = rows.map(async ({ proposal, by, decidedBy }) => {
    const { id, phase, createdAt, outcome, decidedAt, bodies } = proposal
    if (outcome === null || decidedAt === null) return []
    const texts = await textsOf(ctx, bodies)
    return { id, phase, createdAt, by, outcome, decidedAt, decidedBy, texts }
  })
  return (await Promise.all(items)).flat()
}

const textsOf = async (ctx: Context, bodies: Bodies) =>
  (await renderEach(ctx, bodies)).map(({ locale: language, body, html }) => {
    return { language, body, html }
  })
