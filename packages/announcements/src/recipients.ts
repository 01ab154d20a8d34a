import type { Context } from '@stoa/core'
import { notifiedReadersOf, readersOfPublicUpdate, readersToNotify } from './notified-readers.ts'
import type { Phase, State } from './schema.ts'
import { subscribersOf } from './subscriptions/mails.ts'

type Found = { id: number; state: State }

/**
 * Number of members and subscribed addresses that the pending notification of an announcement or
 * its correction goes to. The caller writes announcements.
 */
export async function recipientsOf(ctx: Context, { id, state }: Found): Promise<number> {
  const members = state === 'withdrawn' ? notifiedReadersOf(ctx, id) : readersToNotify(ctx, id)
  return sizeOf(ctx, id, await members)
}

/** As `recipientsOf`, for an update. */
export async function recipientsOfUpdate(ctx: Context, id: number, phase: Phase): Promise<number> {
  const { followers, concerned } = await readersOfPublicUpdate(ctx, id, phase === 'resolved')
  return sizeOf(ctx, id, [...followers, ...concerned])
}

async function sizeOf(ctx: Context, id: number, userIds: readonly number[]): Promise<number> {
  return new Set(userIds).size + (await subscribersOf(ctx, id)).length
}
