import { after, type Context } from '@stoa/core'
import { departureOf, PostponedJob } from '@stoa/core/effects'
import { askedByAnybody } from './mail-budgets.ts'

/** Mails that undo a change on this forum. The forum before the restore did not send them. */
const undoing = [
  ...['email_undo', 'email_lost', 'email_lost_by_factor', 'freeze', 'closing_cancel'],
  ...['factor_lost', 'factor_lost_by_staff', 'factor_replaceable', 'factor_replaced']
]
/** Mails that a user is waiting for at the screen. */
const askedFor = [...askedByAnybody, 'device_admission', 'mail_test']
const neverHeld = [...askedFor, ...undoing]
const asksAgainAfter = 5 * 60_000

/**
 * Returns whether a mail about an account is sent.
 * @param createdAt when it was requested or became due
 * @throws PostponedJob while delivery is held
 */
export async function leaves(ctx: Context, template: string, createdAt: string): Promise<boolean> {
  if (neverHeld.includes(template)) return true
  const departure = await departureOf(ctx, createdAt)
  if (departure === 'after_resume') throw new PostponedJob(after(ctx.now, asksAgainAfter))
  return departure === 'now'
}
