import { and, asc, eq } from 'drizzle-orm'
import { checkRevision, conflict, emit, forbidden, notFound, write, type Context } from '@stoa/core'
import { authorColumns, usersAs } from '@stoa/accounts'
import type { AnnouncementPage } from './contract.ts'
import { putWithdrawal } from './ending.ts'
import { checkMayAnnounce, lockAnnouncement } from './policy.ts'
import { waitsFor } from './powers.ts'
import { announcementProposals, announcementUpdates, type Bodies, type Phase } from './schema.ts'
import { snapshotOfProposal } from './snapshots.ts'
import { putUpdate, putWording } from './updates.ts'
import { renderedInEach } from './words.ts'

/** `updateId`: of the update that is worded anew. */
type Proposed = { id: number; phase: Phase | null; bodies: Bodies; updateId?: number }

/**
 * Keeps an update, or without a phase a correction, for a second person, because it leads to an
 * address that is not official.
 */
export async function propose(ctx: Context, { id, ...proposed }: Proposed): Promise<void> {
  await ctx.db.insert(announcementProposals).values({
    ...{ ...proposed, announcementId: id },
    authorId: ctx.actor.id,
    createdAt: ctx.now
  })
  await emit(ctx, 'announcement.saved', { announcementId: id })
}

/**
 * A second person has read a proposed update or correction and stands by it: it goes out.
 * @param revision of the snapshot that they read
 * @throws Problem 404, 401 and 403 as `checkMayAnnounce`, 403 `second_person_needed` for whoever
 * wrote it, 409 `announcement_not_public` when there is nothing left to update or withdraw, and as
 * `checkRevision`
 */
export async function approveProposal(
  ctx: Context,
  id: number,
  { proposalId, revision }: { proposalId: number; revision: string }
) {
  checkMayAnnounce(ctx.actor)
  await write(ctx, async (ctx) => {
    const found = await lockAnnouncement(ctx, id)
    const { phase, updateId, bodies, authorId } = await decide(ctx, id, proposalId, 'approved')
    if (authorId === ctx.actor.id) throw forbidden('second_person_needed')
    const before = updateId === null ? null : await wordsOf(ctx, updateId)
    checkRevision(revision, snapshotOfProposal({ phase, bodies, before }))
    if (phase === null) return putWithdrawal(ctx, found, bodies)
    if (updateId !== null) return putWording(ctx, updateId, { bodies, authorId })
    if (found.state !== 'published') throw conflict('announcement_not_public')
    await putUpdate(ctx, id, { phase, bodies, authorId })
  })
}

/** Throws a proposed update or correction away; the history keeps it. @throws Problem 404, 401 and 403 as `checkMayAnnounce` */
export async function discardProposal(ctx: Context, id: number, proposalId: number) {
  checkMayAnnounce(ctx.actor)
  await write(ctx, async (ctx) => {
    await lockAnnouncement(ctx, id)
    await decide(ctx, id, proposalId, 'discarded')
    await emit(ctx, 'announcement.saved', { announcementId: id })
  })
}

async function decide(
  { db, actor, now }: Context,
  id: number,
  proposalId: number,
  outcome: 'approved' | 'discarded'
) {
  const [decided] = await db
    .update(announcementProposals)
    .set({ outcome, decidedById: actor.id, decidedAt: now })
    .where(and(waitsFor(id), eq(announcementProposals.id, proposalId)))
    .returning()
  if (!decided) throw notFound()
  return decided
}

/** What an update says now. */
async function wordsOf({ db }: Context, updateId: number): Promise<Bodies | null> {
  const [update] = await db
    .select({ bodies: announcementUpdates.bodies })
    .from(announcementUpdates)
    .where(eq(announcementUpdates.id, updateId))
  return update?.bodies ?? null
}

const author = usersAs('author')

/** What waits for a second person beside an announcement, the oldest first. */
export async function proposalsOf(
  ctx: Context,
  id: number
): Promise<AnnouncementPage['proposals']> {
  const rows = await ctx.db
    .select({
      proposal: announcementProposals,
      by: authorColumns(author),
      before: announcementUpdates.bodies
    })
    .from(announcementProposals)
    .innerJoin(author, eq(author.id, announcementProposals.authorId))
    .leftJoin(announcementUpdates, eq(announcementUpdates.id, announcementProposals.updateId))
    .where(waitsFor(id))
    .orderBy(asc(announcementProposals.id))
  return Promise.all(
    rows.map(async ({ proposal, by, before }) => {
      const { id, phase, updateId, bodies, createdAt, authorId } = proposal
      return {
        ...{ id, phase, updateId, createdAt, by },
        texts: await renderedInEach(ctx, bodies),
        snapshot: snapshotOfProposal({ phase, bodies, before }),
        mayApprove: authorId !== ctx.actor.id
      }
    })
  )
}
