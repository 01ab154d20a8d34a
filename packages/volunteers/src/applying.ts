import { and, eq, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import { conflict, emit, notFound, transaction, type Context } from '@stoa/core'
import { checkVisible } from '@stoa/threads'
import type { applicationInput } from './contract.ts'
import { authorize } from './policy.ts'
import { volunteerApplications } from './schema.ts'

type Input = z.output<typeof applicationInput>

/**
 * Applies as a volunteer for some categories.
 * @throws Problem 403 as `rules.apply`, 404 for a category the actor may not
 * see, 409 `application_open`, 422 as `ports.safety.review`
 */
export async function applyAsVolunteer(ctx: Context, input: Input): Promise<{ id: number }> {
  authorize.apply(ctx.actor)
  const categoryIds = [...new Set(input.categoryIds)]
  await checkVisible(ctx, categoryIds)
  await ctx.ports.safety.review(ctx, { path: 'text', text: input.text })
  return transaction(ctx, async (ctx) => {
    const [row] = await ctx.db
      .insert(volunteerApplications)
      .values({ userId: ctx.actor.id, categoryIds, text: input.text, createdAt: ctx.now })
      .onConflictDoNothing()
      .returning({ id: volunteerApplications.id })
    if (!row) throw conflict('application_open')
    await emit(ctx, 'volunteer.applied', { applicationId: row.id })
    return row
  })
}

/** Withdraws the actor's undecided application. @throws Problem 404 */
export async function withdrawApplication(ctx: Context, id: number): Promise<void> {
  await transaction(ctx, async ({ db, actor, now }) => {
    const own = and(eq(volunteerApplications.id, id), eq(volunteerApplications.userId, actor.id))
    const rows = await db
      .update(volunteerApplications)
      .set({ outcome: 'withdrawn', decidedAt: now, decidedById: actor.id })
      .where(and(own, isNull(volunteerApplications.decidedAt)))
      .returning({ id: volunteerApplications.id })
    if (rows.length === 0) throw notFound()
  })
}

/** Effect of `user.erased`: deletes the texts of the user's applications. */
export async function deleteApplications({ db }: Context, { userId }: { userId: number }) {
  await db
    .update(volunteerApplications)
    .set({ text: '', answer: null })
    .where(eq(volunteerApplications.userId, userId))
}
