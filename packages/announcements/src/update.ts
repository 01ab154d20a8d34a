import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import {
  checkUnchanged,
  invalid,
  notFound,
  snapshotOfFields,
  transaction,
  type Context
} from '@stoa/core'
import { phasesOf } from './content.ts'
import type { createdUpdate, updateSource, wordingAnswer } from './endpoints/lifecycle-contract.ts'
import { authorize, findAnnouncement } from './policy.ts'
import { announcementEditions } from './revisions.ts'
import { propose } from './proposals.ts'
import { announcementUpdates, type Bodies, type Phase } from './schema.ts'
import { putUpdate, putWording } from './updates.ts'
import { attachImages, reviewWords } from './words.ts'

/**
 * Adds an update to an incident or a maintenance. If it leads out of the organisation, it waits for
 * a second person.
 * @returns the id of the update; null if it waits
 * @throws Problem 404, 401 and 403 as `rules.announce`, 409 `announcement_not_public`, 422 on
 * `phase` for one that the type does not have, and as `reviewWords`
 */
export async function addUpdate(
  ctx: Context,
  id: number,
  { phase, bodies }: { phase: Phase; bodies: Bodies }
): Promise<z.infer<typeof createdUpdate>> {
  authorize.announce(ctx.actor)
  const { outside, html } = await reviewWords(ctx, bodies, 'translations')
  return transaction(ctx, async (ctx) => {
    const found = await announcementEditions.lock(ctx, { id })
    authorize.update(ctx.actor, found)
    if (!phasesOf(found.basis).includes(phase)) throw invalid('phase', 'field_invalid')
    await attachImages(ctx, id, Object.values(bodies))
    const update = { phase, bodies, html, authorId: ctx.actor.id }
    if (outside.length === 0) return { id: await putUpdate(ctx, id, update), outside }
    await propose(ctx, { id, phase, bodies })
    return { id: null, outside }
  })
}

/**
 * Rewords a public update; the old wording stays in the history. If it leads out of the
 * organisation, it waits for a second person.
 * @returns `pending`: the old wording stays public until somebody else has approved the new one
 * @throws Problem 404, 401 and 403 as `rules.announce`, 409 `announcement_not_public` and as
 * `checkUnchanged`, 422 as `reviewWords`
 */
export async function rewordUpdate(
  ctx: Context,
  id: number,
  { updateId, bodies, revision }: { updateId: number; bodies: Bodies; revision?: string }
): Promise<z.infer<typeof wordingAnswer>> {
  authorize.announce(ctx.actor)
  const { outside, html } = await reviewWords(ctx, bodies, 'translations')
  return transaction(ctx, async (ctx) => {
    const found = await announcementEditions.lock(ctx, { id })
    const { phase, bodies: present } = await findUpdate(ctx, id, updateId)
    authorize.reword(ctx.actor, found)
    checkUnchanged(revision, { body: present }, { body: bodies })
    await attachImages(ctx, id, Object.values(bodies))
    const pending = outside.length > 0
    if (!pending) await putWording(ctx, updateId, { bodies, html, authorId: ctx.actor.id })
    else await propose(ctx, { id, phase, bodies, updateId })
    return { pending, outside }
  })
}

async function findUpdate({ db }: Context, id: number, updateId: number) {
  const ofIt = and(eq(announcementUpdates.id, updateId), eq(announcementUpdates.announcementId, id))
  const [update] = await db.select().from(announcementUpdates).where(ofIt)
  if (!update) throw notFound()
  return update
}

/** Returns the source of an update. @throws Problem 404, 401 and 403 as `rules.announce` */
export async function updateSourceOf(
  ctx: Context,
  id: number,
  updateId: number
): Promise<z.infer<typeof updateSource>> {
  authorize.announce(ctx.actor)
  await findAnnouncement(ctx, id)
  const { phase, bodies } = await findUpdate(ctx, id, updateId)
  return { id: updateId, phase, bodies, snapshot: snapshotOfFields({ body: bodies }) }
}
