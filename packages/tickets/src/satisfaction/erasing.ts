import { inArray } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { satisfactionSurveys } from '../schema.ts'

/** Erases what requesters wrote about resolutions. Yes and no stay for statistics. */
export async function eraseComments({ db }: Context, ticketIds: readonly number[]): Promise<void> {
  if (ticketIds.length === 0) return
  await db
    .update(satisfactionSurveys)
    .set({ comment: null })
    .where(inArray(satisfactionSurveys.ticketId, [...ticketIds]))
}
