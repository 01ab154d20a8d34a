import { eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { findAsDesk } from '../finding.ts'
import { tickets } from '../schema.ts'

/**
 * Marks the task as done that a requester's "no" made.
 * @throws Problem 404
 */
export async function endFollowUp(ctx: Context, number: string): Promise<void> {
  const { id } = await findAsDesk(ctx, number)
  await ctx.db.update(tickets).set({ followUpSince: null }).where(eq(tickets.id, id))
}
