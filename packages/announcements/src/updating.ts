import type { z } from 'zod'
import { conflict, invalid, write, type Context } from '@stoa/core'
import { phasesOf } from './content.ts'
import type { createdUpdate } from './contract.ts'
import { checkMayAnnounce, lockAnnouncement } from './policy.ts'
import { propose } from './proposals.ts'
import type { Bodies, Phase } from './schema.ts'
import { putUpdate } from './updates.ts'
import { attachImages, reviewWords } from './words.ts'

/**
 * Says how an incident or a maintenance goes on. Where it leads to an address that is not official,
 * it waits for a second person.
 * @returns the id of the update; null for one that waits
 * @throws Problem 404, 401 and 403 as `checkMayAnnounce`, 409 `announcement_not_public`, 422 on
 * `phase` for one that its kind doesn't have, and as `reviewWords`
 */
export async function addUpdate(
  ctx: Context,
  id: number,
  { phase, bodies }: { phase: Phase; bodies: Bodies }
): Promise<z.infer<typeof createdUpdate>> {
  checkMayAnnounce(ctx.actor)
  const official = await reviewWords(ctx, bodies, 'translations')
  return write(ctx, async (ctx) => {
    const { state, kind } = await lockAnnouncement(ctx, id)
    if (state !== 'published') throw conflict('announcement_not_public')
    if (!phasesOf(kind).includes(phase)) throw invalid('phase', 'field_invalid')
    await attachImages(ctx, id, Object.values(bodies))
    if (official) return { id: await putUpdate(ctx, id, { phase, bodies, authorId: ctx.actor.id }) }
    await propose(ctx, { id, phase, bodies })
    return { id: null }
  })
}
