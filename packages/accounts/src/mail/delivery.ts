import { after, type Context } from '@stoa/core'
import { PostponedJob, departureOf } from '@stoa/core/effects'
import { secondsToWait } from '@stoa/core/limits'
import { sha256 } from '../secrets.ts'

const hour = 3600
const day = 24 * hour

/**
 * Anybody who knows an address can request these mails, so they must not use up the budget of other
 * mails.
 */
const askedByAnybody = [
  'verification',
  'address_taken',
  'password_reset',
  'email_proof',
  'freeze_code',
  'factor_loss_code',
  'email_change',
  'link_requested'
]

type Counted = { to: string; template: string; token?: { network: string | null } }

/**
 * Counts a mail against its budgets. Mails that anybody can request count per address and per
 * domain, notices per address only. Codes requested without a session count per domain only:
 * `email-proof.ts` limits them per network, so strangers cannot delay those of others.
 * @throws PostponedJob to the end of the window that is full
 */
export async function countMail(ctx: Context, { to, template, token }: Counted): Promise<void> {
  const address = to.toLowerCase()
  const { securityPerAddress, securityPerDomain } = ctx.ports.mailLimits
  const ofAddress = { count: securityPerAddress, seconds: day }
  if (!askedByAnybody.includes(template)) return checkBudget(ctx, 'mail_notice', address, ofAddress)
  if (!token?.network) await checkBudget(ctx, 'mail_recipient', address, ofAddress)
  const ofDomain = { count: securityPerDomain, seconds: hour }
  await checkBudget(ctx, 'mail_domain', address.split('@')[1] ?? '', ofDomain)
}

async function checkBudget(
  { db, now }: Context,
  name: string,
  whose: string,
  limit: { count: number; seconds: number }
) {
  const seconds = await secondsToWait(db, now, name, sha256(whose), limit)
  if (seconds > 0) throw new PostponedJob(after(now, seconds * 1000))
}

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
