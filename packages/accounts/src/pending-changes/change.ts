import { and, getTableColumns, inArray, isNull, lte, sql, type SQL } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { connectedTo, type Behind } from '../approvals.ts'
import type { ChangeEvent } from '../security-log/kinds.ts'
import type { SecurityEventDetails } from '../security-log/schema.ts'
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

type Recorded = Pick<PendingChange, 'subjectId' | 'power'>

/** One kind of change. Its functions run in the transaction that decides the change. */
export type ChangeHandler = {
  /** The step is added for the kind of a security event: `role.` and `role.proposed`. */
  event: ChangeEvent
  /** What the security log says of a change. */
  details(change: Recorded): SecurityEventDetails
  /** How many admins must confirm it. By default one, or a day in which nobody stops it. */
  agreements?: 1 | 2
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

/** When a change takes effect if nobody stops it. Null if it does not by itself. */
export const dueAt = ({ ports }: Context, { kind, proposedAt }: PendingChange): string | null =>
  ports.changeHandlers[kind].agreements ? null : after(proposedAt, waitingTime)

export const isUndecided = isNull(pendingChanges.decidedAt)

/** Open for a day without being stopped. */
export function isDue({ now, ports }: Context): SQL | undefined {
  const kinds = pendingChanges.kind.enumValues.filter(
    (kind) => !ports.changeHandlers[kind].agreements
  )
  const isOld = lte(pendingChanges.proposedAt, after(now, -waitingTime))
  return and(isUndecided, inArray(pendingChanges.kind, kinds), isOld)
}
