import { and, isNull, lte, type SQL } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { pendingChanges } from '../schema.ts'

export type PendingChange = typeof pendingChanges.$inferSelect
export type ChangeKind = PendingChange['kind']

/** The behaviour of one kind of change. All functions run in the transaction that decides it. */
export type ChangeHandler = {
  /** Runs when the change takes effect. */
  apply(ctx: Context, change: PendingChange): Promise<void>
  /** Runs when the change is stopped. */
  drop(ctx: Context, change: PendingChange): Promise<void>
  /** Display names of the subjects, by id. */
  namesOf(ctx: Context, subjectIds: number[]): Promise<ReadonlyMap<number, string>>
}

const waitingTime = 24 * 3600_000

/** When a change takes effect if nobody stops it. */
export const dueAt = ({ proposedAt }: PendingChange): string => after(proposedAt, waitingTime)

export const isOpen = isNull(pendingChanges.decidedAt)

/** Open for a day without being stopped. */
export const isDue = (now: string): SQL | undefined =>
  and(isOpen, lte(pendingChanges.proposedAt, after(now, -waitingTime)))
