import { and, asc, eq } from 'drizzle-orm'
import { conflict, emit, forbidden, notFound, write, type Context } from '@stoa/core'
import { authorColumns, usersAs } from '@stoa/accounts'
import type { AnnouncementPage } from './contract.ts'
import { putWithdrawal } from './ending.ts'
import { checkMayAnnounce, lockAnnouncement } from './policy.ts'
import { announcementProposals, type Bodies, type Phase } from './schema.ts'
import { putUpdate } from './updates.ts'
import { rendered } from './words.ts'

type Proposed = { id: number; phase: Phase | null; bodies: Bodies }

/**
 * Keeps an update, or without a phase a correction, for a second person, because it leads to an
 * address that is not official.
 */
export async function propose(ctx: Context, { id, phase, bodies }: Proposed): Promise<void> {
  await ctx.db.insert(announcementProposals).values({
    ...{ announcementId: id, phase, bodies },
    authorId: ctx.actor.id,
    createdAt: ctx.now
  })
  await emit(ctx, 'announcement.saved', { announcementId: id })
}

/**
 * A second person has read a proposed update or correction and stands by it: it goes out.
 * @throws Problem 404, 401 and 403 as `checkMayAnnounce`, 403 `second_person_needed` for whoever
 * wrote it, 409 `announcement_not_public` when there is nothing left to update or withdraw
 */
export async function approveProposal(ctx: Context, id: number, proposalId: number) {
  checkMayAnnounce(ctx.actor)
  await write(ctx, async (ctx) => {
    const found = await lockAnnouncement(ctx, id)
    const { phase, bodies, authorId } = await take(ctx, id, proposalId)
    if (authorId === ctx.actor.id) throw forbidden('second_person_needed')
    if (phase === null) return putWithdrawal(ctx, found, bodies)
    if (found.state !== 'published') throw conflict('announcement_not_public')
    await putUpdate(ctx, id, { phase, bodies, authorId })
  })
}

/** Throws a proposed update or correction away. @throws Problem 404, 401 and 403 as `checkMayAnnounce` */
export async function discardProposal(ctx: Context, id: number, proposalId: number) {
  checkMayAnnounce(ctx.actor)
  await write(ctx, async (ctx) => {
    await lockAnnouncement(ctx, id)
    await take(ctx, id, proposalId)
    await emit(ctx, 'announcement.saved', { announcementId: id })
  })
}

async function take({ db }: Context, id: number, proposalId: number) {
  const [taken] = await db
    .delete(announcementProposals)
    .where(
      and(eq(announcementProposals.id, proposalId), eq(announcementProposals.announcementId, id))
    )
    .returning()
  if (!taken) throw notFound()
  return taken
}

const author = usersAs('author')

/** What waits for a second person beside an announcement, the oldest first. */
export async function proposalsOf(
  ctx: Context,
  id: number
): Promise<AnnouncementPage['proposals']> {
  const rows = await ctx.db
    .select({ proposal: announcementProposals, by: authorColumns(author) })
    .from(announcementProposals)
    .innerJoin(author, eq(author.id, announcementProposals.authorId))
    .where(eq(announcementProposals.announcementId, id))
    .orderBy(asc(announcementProposals.id))
  return Promise.all(
    rows.map(async ({ proposal: { id, phase, bodies, createdAt, authorId }, by }) => ({
      ...{ id, phase, createdAt, by },
      ...(await rendered(ctx, bodies)),
      mayApprove: authorId !== ctx.actor.id
    }))
  )
}
