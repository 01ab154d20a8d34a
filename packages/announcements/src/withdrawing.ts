import { transaction, type Context } from '@stoa/core'
import type { z } from 'zod'
import type { withdrawalAnswer } from './endpoints/writing-contract.ts'
import { putWithdrawal } from './expiry.ts'
import { authorize, lockAnnouncement } from './policy.ts'
import { propose } from './proposals.ts'
import type { Bodies } from './schema.ts'
import { attachImages, reviewWords } from './words.ts'

/**
 * Withdraws a wrong announcement immediately and publishes a correction. A correction that leads
 * out of the organisation waits for a second person; until then the page has no text.
 * @returns `pending`: the correction waits
 * @throws Problem 404, 401 and 403 as `rules.announce`, 409 `announcement_not_public`, 422 as
 * `reviewWords`
 */
export async function withdraw(
  ctx: Context,
  id: number,
  correction: Bodies
): Promise<z.infer<typeof withdrawalAnswer>> {
  authorize.announce(ctx.actor)
  const { outside, html } = await reviewWords(ctx, correction, 'correction')
  return transaction(ctx, async (ctx) => {
    const found = await lockAnnouncement(ctx, id)
    await attachImages(ctx, id, Object.values(correction))
    const pending = outside.length > 0
    await putWithdrawal(ctx, found, pending ? null : { bodies: correction, html })
    if (pending) await propose(ctx, { id, phase: null, bodies: correction })
    return { pending, outside }
  })
}
