import type { Locale, Context } from '@stoa/core'
import { findLoss } from '../factor-loss/loss.ts'
import type { AccountMail } from './templates.ts'
import { bindsAll, readMode } from '../sign-in-mode/mode.ts'

/** A time in a mail, with its hour and zone: a reader may be anywhere. */
const timeInMail = (time: string, locale: Locale): string =>
  new Intl.DateTimeFormat(locale, { ...dateParts, ...timeParts }).format(Date.parse(time))

const dateParts = { year: 'numeric', month: 'long', day: 'numeric' } as const
const timeParts = {
  hour: 'numeric',
  minute: '2-digit',
  timeZone: 'UTC',
  timeZoneName: 'short'
} as const

/** `token`: of the link in the mail, if it has one. */
type Mail = { template: AccountMail; token?: { expiresAt: string } | undefined }

/** Whether a mail about providers as the only way in waited so long that it is no longer true. */
export async function isLinkMailOver(ctx: Context, { template, token }: Mail): Promise<boolean> {
  if (!template.startsWith('link_')) return false
  if (token && token.expiresAt <= ctx.now) return true
  if (template === 'link_requested') return false
  const mode = await readMode(ctx)
  if (template === 'link_withdrawn') return mode.startsAt !== null
  return mode.startsAt === null || bindsAll(mode, ctx.now)
}

/**
 * The date in mails about providers as the only way in, and in those about a lost factor: when that
 * begins, and when the factor can be replaced. None in others.
 */
export async function dateParams(
  ctx: Context,
  { template, userId, locale }: { template: AccountMail; userId: number; locale: Locale }
): Promise<{ date?: string }> {
  const date = await dateFor(ctx, template, userId)
  return date === undefined ? {} : { date: timeInMail(date, locale) }
}

async function dateFor(ctx: Context, template: AccountMail, userId: number) {
  if (template.startsWith('link_')) return (await readMode(ctx)).startsAt ?? undefined
  if (template !== 'factor_lost') return undefined
  return (await findLoss(ctx, userId))?.replaceableAt ?? ctx.now
}
