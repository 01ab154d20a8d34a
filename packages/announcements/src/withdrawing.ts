import { conflict, write, type Context } from '@stoa/core'
import { putWithdrawal } from './ending.ts'
import { checkMayAnnounce, lockAnnouncement } from './policy.ts'
import { propose } from './proposals.ts'
import type { Bodies } from './schema.ts'
import { attachImages, reviewWords } from './words.ts'

/**
 * Takes back what was wrong, and says what is right instead. Where the correction leads to an
 * address that is not official, it waits for a second person.
 * @returns `pending`: nothing is withdrawn before somebody else approved it
 * @throws Problem 404, 401 and 403 as `checkMayAnnounce`, 409 `announcement_not_public`, 422 as
 * `reviewWords`
 */
export async function withdraw(
  ctx: Context,
  id: number,
  correction: Bodies
): Promise<{ pending: boolean }> {
  checkMayAnnounce(ctx.actor)
  const official = await reviewWords(ctx, correction, 'correction')
  return write(ctx, async (ctx) => {
    const found = await lockAnnouncement(ctx, id)
    if (found.state !== 'published' && found.state !== 'expired')
      throw conflict('announcement_not_public')
    await attachImages(ctx, id, Object.values(correction))
    if (official) await putWithdrawal(ctx, found, correction)
    else await propose(ctx, { id, phase: null, bodies: correction })
    return { pending: !official }
  })
}
