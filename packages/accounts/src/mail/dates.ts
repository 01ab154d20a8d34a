import type { Locale, Context } from '@stoa/core'
import { findLoss } from '../factor-loss/loss.ts'
import { bindsAll, readMode } from '../sign-in-mode/mode.ts'

/** A time in a mail, with its hour and zone: a reader may be anywhere. */
const timeInMail = (time: string, locale: Locale): string =>
  new Intl.DateTimeFormat(locale, {
    ...{ year: 'numeric', month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit' },
    ...{ timeZone: 'UTC', timeZoneName: 'short' }
  }).format(Date.parse(time))

/** The words of the mail about a lost factor that depend on the account: when it can be replaced. */
export async function lossParams(
  ctx: Context,
  { template, userId, locale }: { template: string; userId: number; locale: Locale }
): Promise<{ date?: string }> {
  if (template !== 'factor_lost') return {}
  const { replaceableAt } = (await findLoss(ctx, userId)) ?? {}
  return { date: timeInMail(replaceableAt ?? ctx.now, locale) }
}

/** `token`: of the link in the mail, if it has one. */
type Mail = { template: string; token?: { expiresAt: string } | undefined }

/** Whether a mail about providers as the only way in waited so long that it is no longer true. */
export async function isLinkMailOver(ctx: Context, { template, token }: Mail): Promise<boolean> {
  if (!template.startsWith('link_')) return false
  if (token && token.expiresAt <= ctx.now) return true
  if (template === 'link_requested') return false
  const mode = await readMode(ctx)
  if (template === 'link_withdrawn') return mode.startsAt !== null
  return mode.startsAt === null || bindsAll(mode, ctx.now)
}

/** The date in those mails, with its hour and zone; none in others. */
export async function linkParams(
  ctx: Context,
  { template, locale }: { template: string; locale: Locale }
): Promise<{ date?: string }> {
  if (!template.startsWith('link_')) return {}
  const { startsAt } = await readMode(ctx)
  return startsAt === null ? {} : { date: timeInMail(startsAt, locale) }
}
