import { after, departureOf, PostponedEffect, type Context } from '@stoa/core'
import { askedByAnybody } from './mail-budgets.ts'

/** Undo what was done to the account on this very forum, which the former one knows nothing of. */
const undoing = ['email_undo', 'email_lost', 'email_lost_by_factor', 'freeze', 'closing_cancel']
/** Somebody at a screen waits for these. */
const askedFor = [...askedByAnybody, 'device_admission', 'mail_test']
const neverHeld = [...askedFor, ...undoing]
const asksAgainAfter = 5 * 60_000

/**
 * Whether a mail about an account leaves. @param createdAt when it was asked for or became due
 * @throws Postponed while delivery is held
 */
export async function leaves(ctx: Context, template: string, createdAt: string): Promise<boolean> {
  if (neverHeld.includes(template)) return true
  const departure = await departureOf(ctx, createdAt)
  if (departure === 'after_resume') throw new PostponedEffect(after(ctx.now, asksAgainAfter))
  return departure === 'now'
}
