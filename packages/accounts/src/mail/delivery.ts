import { after, type Context } from '@stoa/core'
import { PostponedJob, departureOf } from '@stoa/core/effects'
import { secondsToWait } from '@stoa/core/limits'
import { sha256 } from '../secrets.ts'
import { templateOf, type AccountMail } from './templates.ts'

const hour = 3600
const day = 24 * hour
const asksAgainAfter = 5 * 60_000

type Counted = { to: string; template: AccountMail; token?: { network: string | null } }

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
  if (!templateOf(template).anybody) return checkBudget(ctx, 'mail_notice', address, ofAddress)
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

/**
 * Returns whether a mail about an account is sent.
 * @param createdAt when it was requested or became due
 * @throws PostponedJob while delivery is held
 */
export async function leaves(ctx: Context, template: AccountMail, createdAt: string) {
  const { anybody, urgent } = templateOf(template)
  if (anybody || urgent) return true
  const departure = await departureOf(ctx, createdAt)
  if (departure === 'after_resume') throw new PostponedJob(after(ctx.now, asksAgainAfter))
  return departure === 'now'
}
