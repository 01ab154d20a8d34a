import { holds, type Context } from '@stoa/core'
import { silencedSeconds } from '@stoa/accounts'

const maxHours = 24

/**
 * Hours of silence that the actor may still give this user: 24 within seven days, given by anybody;
 * null if unlimited.
 */
export async function silenceLeft(ctx: Context, userId: number): Promise<number | null> {
  if (holds(ctx.actor, 'moderation')) return null
  // One minute of tolerance, so that choosing exactly 24 hours is accepted.
  const left = maxHours - (await silencedSeconds(ctx, userId)) / 3600
  return Math.max(0, left) + (left > 0 ? 1 / 60 : 0)
}
