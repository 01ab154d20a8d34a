import type { Context, Locale } from '@stoa/core'
import { timeInMail } from '../mail-time.ts'
import { findLoss } from './loss.ts'

/** The words of the mail about a lost factor that depend on the account: when it can be replaced. */
export async function lossParams(
  ctx: Context,
  { template, userId, locale }: { template: string; userId: number; locale: Locale }
): Promise<{ date?: string }> {
  if (template !== 'factor_lost') return {}
  const { replaceableAt } = (await findLoss(ctx, userId)) ?? {}
  return { date: timeInMail(replaceableAt ?? ctx.now, locale) }
}
