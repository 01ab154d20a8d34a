import { transaction, type Context } from '@stoa/core'
import type { z } from 'zod'
import type { withdrawalAnswer } from './endpoints/writing-contract.ts'
import { dropProposals, putCorrection, putWithdrawal } from './expiry.ts'
import { authorize, clearance } from './policy.ts'
import { announcementEditions } from './revisions.ts'
import { propose } from './proposals.ts'
import type { Bodies } from './schema.ts'
import { attachImages, reviewWords } from './words.ts'

/**
 * Withdraws a wrong announcement immediately and publishes a correction, which may wait for a second
 * person as a publication would; until then the page has no text. One that was withdrawn without a
 * correction gets one in the same way.
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
    const found = await announcementEditions.lock(ctx, { id })
    authorize.withdraw(ctx.actor, found)
    await attachImages(ctx, id, Object.values(correction))
    await dropProposals(ctx, id)
    const cleared = clearance([found.basis], outside.length === 0)
    const pending = cleared === 'wait'
    const shown = pending ? null : { bodies: correction, html }
    if (found.state !== 'withdrawn') await putWithdrawal(ctx, id, shown)
    else if (shown) await putCorrection(ctx, id, shown)
    if (cleared !== 'clear') await propose(ctx, { id, phase: null, bodies: correction })
    return { pending, outside }
  })
}
