import { and, getTableColumns, isNull, lte, notInArray, sql, type SQL } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { connectedTo, type Behind } from '../approvals.ts'
import { pendingChanges } from '../schema.ts'

export type PendingChange = typeof pendingChanges.$inferSelect

/** With those who may be one person with its proposer. */
export type OpenChange = PendingChange & Pick<Behind, 'connected'>

export const openChangeColumns = {
  ...getTableColumns(pendingChanges),
  // Who put a member into a group chose them, whoever lets the group moderate.
  connected: connectedTo(sql`(array["pending_changes"."proposed_by_id"] || array(
    select chosen.added_by_id from group_members chosen where chosen.source <> 'claim'
      and "pending_changes"."kind" = 'group_power' and chosen.id = "pending_changes"."subject_id"))`)
}
export type ChangeKind = PendingChange['kind']

/** The behaviour of one kind of change. All functions run in the transaction that decides it. */
export type ChangeHandler = {
  /** Runs when the change takes effect. */
  apply(ctx: Context, change: PendingChange): Promise<void>
  /** Runs when the change is stopped. */
  drop(ctx: Context, change: PendingChange): Promise<void>
  /** Display names of what changes of this kind are about, by the ids of the changes. */
  namesOf(ctx: Context, changes: readonly PendingChange[]): Promise<ReadonlyMap<number, string>>
}

/** Names changes as their subjects. @param read returns names by the ids of subjects */
export const bySubject =
  (
    read: (ctx: Context, subjectIds: number[]) => Promise<ReadonlyMap<number, string>>
  ): ChangeHandler['namesOf'] =>
  async (ctx, changes) => {
    const ids = changes.map(({ subjectId }) => subjectId)
    const names = await read(ctx, ids)
    return new Map(changes.map(({ id, subjectId }) => [id, names.get(subjectId) ?? '']))
  }

const waitingTime = 24 * 3600_000

/** Kinds that take effect only when two admins confirm them. */
export const needsTwo: ChangeKind[] = ['factor_loss']

/** Kinds that never take effect by themselves. */
const neverAlone: ChangeKind[] = [
  ...needsTwo,
  'provider_internal',
  'webhook_internal',
  'profile_picture'
]

/** When a change takes effect if nobody stops it. Null if it does not by itself. */
export const dueAt = ({ kind, proposedAt }: PendingChange): string | null =>
  neverAlone.includes(kind) ? null : after(proposedAt, waitingTime)

export const isUndecided = isNull(pendingChanges.decidedAt)

/** Open for a day without being stopped. */
export const isDue = (now: string): SQL | undefined =>
  and(
    isUndecided,
    notInArray(pendingChanges.kind, neverAlone),
    lte(pendingChanges.proposedAt, after(now, -waitingTime))
  )
