import { and, asc, count, eq, inArray } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '@stoa/core'
import type { approvalList } from '../roles/contract.ts'
import { authorize, can } from '../policy.ts'
import { approvals } from '../schema.ts'
import { clientDifferences } from '../providers/client-difference.ts'
import { usernamesOf } from '../people/people.ts'
import {
  dueAt,
  isUndecided,
  waitingColumns,
  type ApprovalKindName,
  type WaitingApproval
} from './approval.ts'

type List = z.infer<typeof approvalList>

/**
 * Lists changes that wait for a second admin or for a day, the oldest first.
 * @throws Problem 403 for actors without a power over official posts
 */
export async function listApprovals(ctx: Context): Promise<List> {
  authorize.refuse(ctx.actor)
  const changes = await waitingApprovals(ctx)
  const people = await usernamesOf(
    ctx,
    changes.flatMap(({ proposedById, userId, firstConfirmedById }) => [
      ...[proposedById, userId ?? 0, firstConfirmedById ?? 0]
    ])
  )
  const subjects = await namesOfSubjects(ctx, changes)
  const clients = await clientDifferences(ctx)
  return {
    items: changes.map((change) => ({
      ...shown(ctx, change, people, subjects),
      client: clients.get(change.id) ?? null
    }))
  }
}

const shown = (
  ctx: Context,
  change: WaitingApproval,
  people: ReadonlyMap<number, string>,
  subjects: ReadonlyMap<number, string>
): Omit<List['items'][number], 'client'> => ({
  ...{ id: change.id, kind: change.kind, power: change.power, proposedAt: change.proposedAt },
  subject: subjects.get(change.id) ?? '',
  username: people.get(change.userId ?? 0) ?? null,
  by: people.get(change.proposedById) ?? null,
  confirmedBy: people.get(change.firstConfirmedById ?? 0) ?? null,
  due: dueAt(ctx, change),
  can: { confirm: can.approve(ctx.actor, change) }
})

export const waitingApprovals = ({ db }: Context): Promise<WaitingApproval[]> =>
  db.select(waitingColumns).from(approvals).where(isUndecided).orderBy(asc(approvals.id))

/** Selects the number of open changes. Only those who may stop them may see it. */
export const waitingApprovalCount = ({ db }: Context) =>
  db.select({ count: count() }).from(approvals).where(isUndecided)

/** Pending powers or scopes of some subjects. */
export async function pendingPowers(
  { db }: Context,
  kind: ApprovalKindName,
  subjectIds: number[]
): Promise<{ subjectId: number; power: string }[]> {
  if (subjectIds.length === 0) return []
  const { subjectId, power } = approvals
  const ofThem = and(isUndecided, eq(approvals.kind, kind), inArray(subjectId, subjectIds))
  return db.select({ subjectId, power }).from(approvals).where(ofThem)
}

async function namesOfSubjects(ctx: Context, changes: WaitingApproval[]) {
  const names = new Map<number, string>()
  for (const kind of new Set(changes.map(({ kind }) => kind))) {
    const ofKind = changes.filter((change) => change.kind === kind)
    const named = await ctx.ports.approvalKinds[kind].namesOf(ctx, ofKind)
    for (const [id, name] of named) names.set(id, name)
  }
  return names
}
