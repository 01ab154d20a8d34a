import { and, eq } from 'drizzle-orm'
import { behindOf } from '@stoa/accounts/approvals'
import { checkRevision, emit, notFound, transaction, type Context, type Snapshot } from '@stoa/core'
import { putCorrection, putWithdrawal } from './expiry.ts'
import { authorize, lockAnnouncement, type Found } from './policy.ts'
import { authorsOfProposal, waitsFor } from './second-person.ts'
import { announcementProposals, announcementUpdates, type Bodies, type Phase } from './schema.ts'
import { snapshotOfProposal } from './snapshots.ts'
import { putUpdate, putWording } from './updates.ts'
import { renderEach, storedHtml } from './rendering.ts'

/** `updateId`: id of the update to reword. */
type Proposed = { id: number; phase: Phase | null; bodies: Bodies; updateId?: number }

/**
 * Stores an update or a correction (without a phase) for a second person, because it leads out of
 * the organisation.
 */
export async function propose(ctx: Context, { id, ...proposed }: Proposed): Promise<void> {
  const [proposal] = await ctx.db
    .insert(announcementProposals)
    .values({
      ...{ ...proposed, announcementId: id },
      authorId: ctx.actor.id,
      createdAt: ctx.now
    })
    .returning({ id: announcementProposals.id })
  await emit(ctx, 'announcement.saved', { announcementId: id })
  const proposalId = proposal?.id ?? null
  await emit(ctx, 'announcement.approval_requested', { announcementId: id, proposalId })
}

/**
 * Approves a proposed update or correction as a second person, and publishes it.
 * @param revision of the snapshot that the actor read
 * @throws Problem 404, 401 and 403 as `rules.announce`, 403 as `rules.approveProposal`, 409 `announcement_not_public` if there is
 * nothing left to update or withdraw, and as `checkRevision`
 */
export async function approveProposal(
  ctx: Context,
  id: number,
  { proposalId, revision }: { proposalId: number; revision: string }
) {
  authorize.announce(ctx.actor)
  await transaction(ctx, async (ctx) => {
    const found = await lockAnnouncement(ctx, id)
    authorize.approveProposal(
      ctx.actor,
      await behindOf(ctx, await authorsOfProposal(ctx, proposalId))
    )
    const proposal = await decide(ctx, id, proposalId, 'approved')
    checkRevision(revision, await snapshotOfWaiting(ctx, proposal))
    await carryOut(ctx, found, proposal)
  })
}

/**
 * Publishes a proposed update or correction, in the transaction of `ctx` that has locked the
 * announcement.
 * @throws Problem 409 `announcement_not_public` if there is nothing left to update or withdraw
 */
export async function carryOut(
  ctx: Context,
  found: Found,
  { phase, updateId, bodies, authorId }: Proposal
): Promise<void> {
  const words = { bodies, html: storedHtml(await renderEach(ctx, bodies)) }
  if (phase === null)
    return found.state === 'withdrawn'
      ? putCorrection(ctx, found, words)
      : putWithdrawal(ctx, found, words)
  if (updateId !== null) return putWording(ctx, updateId, { ...words, authorId })
  authorize.update(ctx.actor, found)
  await putUpdate(ctx, found.id, { ...words, phase, authorId })
}

/**
 * Discards a proposed update or correction; it stays in the history. @throws Problem 404, 401 and
 * 403 as `rules.announce`
 */
export async function discardProposal(ctx: Context, id: number, proposalId: number) {
  authorize.announce(ctx.actor)
  await transaction(ctx, async (ctx) => {
    await lockAnnouncement(ctx, id)
    await decide(ctx, id, proposalId, 'discarded')
    await emit(ctx, 'announcement.saved', { announcementId: id })
  })
}

/** Decides a proposal, once. @throws Problem 404 if it was decided already */
export async function decide(
  { db, actor, now }: Context,
  id: number,
  proposalId: number,
  outcome: 'approved' | 'cleaned' | 'discarded'
) {
  const [decided] = await db
    .update(announcementProposals)
    .set({ outcome, decidedById: actor.id, decidedAt: now })
    .where(and(waitsFor(id), eq(announcementProposals.id, proposalId)))
    .returning()
  if (!decided) throw notFound()
  return decided
}

type Proposal = typeof announcementProposals.$inferSelect

/** Snapshot of what a proposal's approval publishes, including the wording it replaces. */
export async function snapshotOfWaiting(ctx: Context, proposal: Proposal): Promise<Snapshot> {
  const { updateId } = proposal
  const before = updateId === null ? null : await wordsOf(ctx, updateId)
  return snapshotOfProposal({ ...proposal, before })
}

/** Present texts of an update. */
async function wordsOf({ db }: Context, updateId: number): Promise<Bodies | null> {
  const [update] = await db
    .select({ bodies: announcementUpdates.bodies })
    .from(announcementUpdates)
    .where(eq(announcementUpdates.id, updateId))
  return update?.bodies ?? null
}
