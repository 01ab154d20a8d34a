import { and, asc, eq, or } from 'drizzle-orm'
import { conflict, forbidden, notFound, transaction, type Context } from '@stoa/core'
import { countLists } from './views.ts'
import type { SavedViewInput } from './queue-contract.ts'
import { normalizeTag } from './tags.ts'
import { topicsOf } from '../policy.ts'
import { deskSavedViews, type SavedFilter } from '../schema.ts'

const maxViews = 30

/**
 * Lists the actor's views and those that colleagues share, with the number of tickets that the actor
 * answers in each. Shared views of topics that the actor does not answer are left out.
 */
export async function listViews(ctx: Context) {
  const { db, actor } = ctx
  const rows = await db
    .select()
    .from(deskSavedViews)
    .where(or(eq(deskSavedViews.ownerId, actor.id), eq(deskSavedViews.shared, true)))
    .orderBy(asc(deskSavedViews.name), asc(deskSavedViews.id))
  const shown = rows.filter(({ ownerId, filter }) => ownerId === actor.id || answers(ctx, filter))
  const counts = await countLists(
    ctx,
    shown.map(({ filter }) => filter)
  )
  const items = shown.map(({ id, name, shared, ownerId, filter }, at) => ({
    ...{ id, name, shared, filter, own: ownerId === actor.id, count: counts[at] ?? 0 }
  }))
  return { items }
}

function answers({ actor }: Context, { topic }: SavedFilter): boolean {
  const topics = topicsOf(actor)
  return topic === undefined || topics === null || topics.includes(topic)
}

/**
 * Saves filters of the queue under a name.
 * @throws Problem 403 for a topic that the actor does not answer; 409 `desk_views_full` with 30; 422
 * for a name that is refused
 */
export async function addView(ctx: Context, { name, shared, ...filter }: SavedViewInput) {
  if (!answers(ctx, filter)) throw forbidden()
  await ctx.ports.safety.review(ctx, { path: 'name', text: name })
  const tag = await reviewedTag(ctx, filter)
  return transaction(ctx, async ({ db, actor, now }) => {
    const isOwn = eq(deskSavedViews.ownerId, actor.id)
    if ((await db.$count(deskSavedViews, isOwn)) >= maxViews) throw conflict('desk_views_full')
    const [row] = await db
      .insert(deskSavedViews)
      .values({ ownerId: actor.id, name, shared, filter: { ...filter, tag }, createdAt: now })
      .returning({ id: deskSavedViews.id })
    return { id: row?.id ?? 0 }
  })
}

/** The tag as it is stored on tickets; undefined for a view of all. */
async function reviewedTag(ctx: Context, { tag }: Pick<SavedFilter, 'tag'>) {
  if (tag === undefined) return undefined
  await ctx.ports.safety.review(ctx, { path: 'tag', text: tag })
  return normalizeTag(tag)
}

type Change = Pick<SavedViewInput, 'name' | 'shared'>

/** Renames a view of the actor, or shares it. @throws Problem 404; 422 for a name that is refused */
export async function changeView(ctx: Context, id: number, { name, shared }: Change) {
  await ctx.ports.safety.review(ctx, { path: 'name', text: name })
  await transaction(ctx, async ({ db, actor }) => {
    const isOwn = and(eq(deskSavedViews.id, id), eq(deskSavedViews.ownerId, actor.id))
    const changed = await db.update(deskSavedViews).set({ name, shared }).where(isOwn).returning()
    if (changed.length === 0) throw notFound()
  })
}

/** Deletes a view of the actor. @throws Problem 404 */
export async function removeView(ctx: Context, id: number): Promise<void> {
  await transaction(ctx, async ({ db, actor }) => {
    const isOwn = and(eq(deskSavedViews.id, id), eq(deskSavedViews.ownerId, actor.id))
    const gone = await db.delete(deskSavedViews).where(isOwn).returning()
    if (gone.length === 0) throw notFound()
  })
}

/** Effect of `user.erased`: deletes the views of the user, also those that are shared. */
export async function deleteViews({ db }: Context, { userId }: { userId: number }) {
  await db.delete(deskSavedViews).where(eq(deskSavedViews.ownerId, userId))
}
