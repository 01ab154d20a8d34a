import { after, departureOf, PostponedEffect, type Context } from '@stoa/core'
import { askedByAnybody } from './mail-budgets.ts'

/** Somebody at a screen waits for these, or will once it is too late. */
const askedFor = [...askedByAnybody, 'device_admission', 'closing_cancel', 'mail_test']
const asksAgainAfter = 5 * 60_000

/**
 * Whether a mail about an account leaves. @param createdAt when it was asked for or became due
 * @throws Postponed while delivery is held
 */
export async function leaves(ctx: Context, template: string, createdAt: string): Promise<boolean> {
  if (askedFor.includes(template)) return true
  const departure = await departureOf(ctx, createdAt)
  if (departure === 'after_resume') throw new PostponedEffect(after(ctx.now, asksAgainAfter))
  return departure === 'now'
}
