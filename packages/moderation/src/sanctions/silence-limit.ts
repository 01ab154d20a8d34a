import { holds, type Context } from '@stoa/core'
import { silencedSeconds } from '@stoa/accounts'

const maxHours = 24

/**
 * Hours of silence that the actor may still give this user: 24 within seven days, whoever gave them;
 * null where nothing limits the actor.
 */
export async function silenceLeft(ctx: Context, userId: number): Promise<number | null> {
  if (holds(ctx.actor, 'moderation')) return null
  // A minute of grace: whoever chooses 24 hours means these.
  const left = maxHours - (await silencedSeconds(ctx, userId)) / 3600
  return Math.max(0, left) + (left > 0 ? 1 / 60 : 0)
}
