import { isDeepStrictEqual } from 'node:util'
import { and, eq } from 'drizzle-orm'
import { behindOf } from '@stoa/accounts/approvals'
import {
  checkRevision,
  conflict,
  emit,
  notFound,
  transaction,
  type Context,
  type Snapshot
} from '@stoa/core'
import { putCorrection, removeCorrection } from './expiry.ts'
import { newerUpdate } from './newer-update.ts'
import { authorize, type Found } from './policy.ts'
import { announcementEditions } from './revisions.ts'
import { authorsOfProposal, waitsFor } from './second-person.ts'
import { announcementProposals, announcementUpdates, type Bodies, type Phase } from './schema.ts'
import { snapshotOfProposal } from './snapshots.ts'
import { putUpdate, putWording } from './updates.ts'
import { renderEach, storedHtml } from './render.ts'

/** `updateId`: id of the update to reword. */
type Proposed = { id: number; phase: Phase | null; bodies: Bodies; updateId?: number }

/** Names the proposal, the revision that was read, and the newer update that it may undo. */
export type Reviewed = { proposalId: number; revision: string; despite?: number | undefined }

/** Stores an update or a correction (without a phase) for a second person. */
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
 * @throws Problem 404, 401 and 403 as `rules.announce`, 403 as `rules.approveProposal`, 409 as
 * `checkRevision` and `carryOut`
 */
export async function approveProposal(ctx: Context, id: number, reviewed: Reviewed) {
  const { proposalId, revision } = reviewed
  authorize.announce(ctx.actor)
  await transaction(ctx, async (ctx) => {
    const found = await announcementEditions.lock(ctx, { id })
    authorize.approveProposal(
      ctx.actor,
      await behindOf(ctx, await authorsOfProposal(ctx, proposalId))
    )
    const proposal = await decide(ctx, id, proposalId, 'approved')
    checkRevision(revision, await snapshotOfWaiting(ctx, proposal))
    await carryOut(ctx, found, proposal, reviewed)
  })
}

/**
 * Publishes a proposed update or correction, in the transaction of `ctx` that has locked the
 * announcement.
 * @param reviewed.despite id of the newer update that the actor knows to be undone
 * @throws Problem 409 `announcement_not_public` if there is nothing left to update,
 * `announcement_newer_update` if it would undo another update than `despite`
 */
export async function carryOut(
  ctx: Context,
  found: Found,
  proposal: Proposal,
  { despite }: Pick<Reviewed, 'despite'>
): Promise<void> {
  const { phase, updateId, bodies, authorId } = proposal
  const words = { bodies, html: storedHtml(await renderEach(ctx, bodies)) }
  if (phase === null)
    return stands(found, proposal) ? undefined : putCorrection(ctx, found.id, words)
  if (updateId !== null) return putWording(ctx, updateId, { ...words, authorId })
  authorize.update(ctx.actor, found)
  const newer = await newerUpdate(ctx, proposal)
  if (newer && newer.id !== despite) throw conflict('announcement_newer_update', newer)
  await putUpdate(ctx, found.id, { ...words, phase, authorId })
}

/** Whether a correction was published before its approval, as that of an incident is. */
const stands = ({ correction }: Found, { phase, bodies }: Proposal) =>
  phase === null && isDeepStrictEqual(correction, bodies)

/**
 * Discards a proposed update or correction, which stays in the history. A correction that was
 * published before its approval is removed. @throws Problem 404, 401 and 403 as `rules.announce`
 */
export async function discardProposal(ctx: Context, id: number, proposalId: number) {
  authorize.announce(ctx.actor)
  await transaction(ctx, async (ctx) => {
    const found = await announcementEditions.lock(ctx, { id })
    const proposal = await decide(ctx, id, proposalId, 'discarded')
    if (stands(found, proposal)) await removeCorrection(ctx, id)
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
