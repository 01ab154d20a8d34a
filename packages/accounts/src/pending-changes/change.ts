import { and, isNull, lte, type SQL } from 'drizzle-orm'
import { after, type Actor, type Context } from '@stoa/core'
import { powersOf } from '../powers.ts'
import { pendingChanges } from '../schema.ts'

export type PendingChange = typeof pendingChanges.$inferSelect
export type ChangeKind = PendingChange['kind']

/** What one kind of change does. All run in the transaction that decides it. */
export type ChangeHandler = {
  /** It counts from now on. */
  apply(ctx: Context, change: PendingChange): Promise<void>
  /** It was stopped. */
  drop(ctx: Context, change: PendingChange): Promise<void>
  /** What the subjects are called, by their ids. */
  namesOf(ctx: Context, subjectIds: number[]): Promise<ReadonlyMap<number, string>>
}

const waitingTime = 24 * 3600_000

/** When a change counts that nobody stops. */
export const dueAt = ({ proposedAt }: PendingChange): string => after(proposedAt, waitingTime)

export const isOpen = isNull(pendingChanges.decidedAt)

/** Nobody stopped it for a day. */
export const isDue = (now: string): SQL | undefined =>
  and(isOpen, lte(pendingChanges.proposedAt, after(now, -waitingTime)))

/** Another admin confirms it: neither the proposer nor who gains by it. */
export const mayConfirm = (actor: Actor, { proposedById, userId }: PendingChange): boolean =>
  actor.role === 'admin' && actor.id !== proposedById && actor.id !== userId

/** Whoever holds a power over official words sees what waits, and may stop it. */
export const mayStop = (actor: Actor): boolean => powersOf(actor).length > 0
