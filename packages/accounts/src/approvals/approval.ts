import { and, getTableColumns, inArray, isNull, lte, sql, type SQL } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { connectedTo, type Behind } from './second-person.ts'
import type { ApprovalEvent } from '../security-log/kinds.ts'
import type { SecurityEventDetails } from '../security-log/schema.ts'
import { approvals } from '../schema.ts'

export type Approval = typeof approvals.$inferSelect

/** With those who may be one person with its proposer. */
export type WaitingApproval = Approval & Pick<Behind, 'connected'>

export const waitingColumns = {
  ...getTableColumns(approvals),
  // Who put a member into a group chose them, whoever lets the group moderate.
  connected: connectedTo(sql`(array["pending_changes"."proposed_by_id"] || array(
    select chosen.added_by_id from group_members chosen where chosen.source <> 'claim'
      and "pending_changes"."kind" = 'group_power' and chosen.id = "pending_changes"."subject_id"))`)
}
export type ApprovalKindName = Approval['kind']

type Recorded = Pick<Approval, 'subjectId' | 'power'>

/** One kind of change. Its functions run in the transaction that decides the change. */
export type ApprovalKind = {
  /** The step is added for the kind of a security event: `role.` and `role.proposed`. */
  event: ApprovalEvent
  /** What the security log says of a change. */
  details(change: Recorded): SecurityEventDetails
  /** How many admins must confirm it. By default one, or a day in which nobody stops it. */
  agreements?: 1 | 2
  /** Runs when the change takes effect. */
  apply(ctx: Context, change: Approval): Promise<void>
  /** Runs when the change is stopped. */
  drop(ctx: Context, change: Approval): Promise<void>
  /** Display names of what changes of this kind are about, by the ids of the changes. */
  namesOf(ctx: Context, changes: readonly Approval[]): Promise<ReadonlyMap<number, string>>
}

/** Names changes as their subjects. @param read returns names by the ids of subjects */
export const bySubject =
  (
    read: (ctx: Context, subjectIds: number[]) => Promise<ReadonlyMap<number, string>>
  ): ApprovalKind['namesOf'] =>
  async (ctx, changes) => {
    const ids = changes.map(({ subjectId }) => subjectId)
    const names = await read(ctx, ids)
    return new Map(changes.map(({ id, subjectId }) => [id, names.get(subjectId) ?? '']))
  }

const waitingTime = 24 * 3600_000

/** When a change takes effect if nobody stops it. Null if it does not by itself. */
export const dueAt = ({ ports }: Context, { kind, proposedAt }: Approval): string | null =>
  ports.approvalKinds[kind].agreements ? null : after(proposedAt, waitingTime)

export const isUndecided = isNull(approvals.decidedAt)

/** Open for a day without being stopped. */
export function isDue({ now, ports }: Context): SQL | undefined {
  const kinds = approvals.kind.enumValues.filter((kind) => !ports.approvalKinds[kind].agreements)
  const isOld = lte(approvals.proposedAt, after(now, -waitingTime))
  return and(isUndecided, inArray(approvals.kind, kinds), isOld)
}
