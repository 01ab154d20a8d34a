import type { Context, Locale } from '@stoa/core'
import { timeInMail } from '../mail-time.ts'
import { bindsAll, readMode } from './mode.ts'

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
