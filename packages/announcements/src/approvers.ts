import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { approveAsSecond, behindOf } from '@stoa/accounts/approvals'
import { usersWith } from '@stoa/accounts/team'
import type { Context } from '@stoa/core'
import { editorsOf } from './revisions.ts'
import { authorsOfProposal, needsApproval, waitsFor } from './second-person.ts'
import type { approvers } from './shapes.ts'
import { announcementApprovalRequests, announcementProposals, announcements } from './schema.ts'

type Approvers = z.infer<typeof approvers>

/** What waits for a second person: the newest version, or a proposal. */
type Subject = { announcementId: number; proposalId: number | null }

/** Lists who can approve the newest version of an announcement, and when each was notified. */
export const approversOf = (ctx: Context, announcementId: number): Promise<Approvers> =>
  listApprovers(ctx, { announcementId, proposalId: null })

/** As `approversOf`, for a proposal. */
export const approversOfProposal = (
  ctx: Context,
  announcementId: number,
  proposalId: number
): Promise<Approvers> => listApprovers(ctx, { announcementId, proposalId })

async function listApprovers(ctx: Context, subject: Subject): Promise<Approvers> {
  const able = await peopleAble(ctx, subject)
  if (able.length === 0) return []
  const { userId, notifiedAt } = announcementApprovalRequests
  const rows = await ctx.db
    .select({ userId, notifiedAt })
    .from(announcementApprovalRequests)
    .where(isAbout(subject))
  const times = new Map(rows.map((row) => [row.userId, row.notifiedAt]))
  return able.map(({ id, username }) => ({ username, notifiedAt: times.get(id) ?? null }))
}

const isAbout = ({ announcementId, proposalId }: Subject) =>
  and(
    eq(announcementApprovalRequests.announcementId, announcementId),
    eq(announcementApprovalRequests.proposalId, proposalId ?? 0)
  )

async function peopleAble(ctx: Context, subject: Subject) {
  const [writers, authors] = await Promise.all([
    usersWith(ctx, 'announcements'),
    authorsOf(ctx, subject)
  ])
  const behind = await behindOf(ctx, authors)
  return writers.filter((one) => approveAsSecond(one, behind) === null)
}

/** Ids of those who wrote what waits, or an earlier wording of it. */
const authorsOf = (ctx: Context, { announcementId, proposalId }: Subject) =>
  proposalId === null ? editorsOf(ctx, announcementId) : authorsOfProposal(ctx, proposalId)

/**
 * Notifies those who can approve what waits, and records who was notified. Nobody if it was decided
 * meanwhile.
 * @param byId who asks, and is not notified
 * @param notify returns the ids of those who were notified
 */
export async function requestApproval(
  ctx: Context,
  subject: Subject,
  byId: number,
  notify: (userIds: readonly number[]) => Promise<number[]>
): Promise<void> {
  if (!(await isWaiting(ctx, subject))) return
  const able = (await peopleAble(ctx, subject)).filter(({ id }) => id !== byId)
  const notified = await notify(able.map(({ id }) => id))
  const { announcementId, proposalId } = subject
  const rows = notified.map((userId) => {
    return { announcementId, proposalId: proposalId ?? 0, userId, notifiedAt: ctx.now }
  })
  const requests = announcementApprovalRequests
  if (rows.length > 0)
    await ctx.db
      .insert(requests)
      .values(rows)
      .onConflictDoUpdate({
        target: [requests.announcementId, requests.proposalId, requests.userId],
        set: { notifiedAt: ctx.now }
      })
}

async function isWaiting({ db }: Context, { announcementId, proposalId }: Subject) {
  if (proposalId !== null) {
    const isIt = and(waitsFor(announcementId), eq(announcementProposals.id, proposalId))
    return (await db.$count(announcementProposals, isIt)) > 0
  }
  return (
    (await db.$count(announcements, and(eq(announcements.id, announcementId), needsApproval))) > 0
  )
}
