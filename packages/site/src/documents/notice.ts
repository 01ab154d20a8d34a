import { and, count, gt, isNotNull, isNull, lte } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { isOpened } from '../opened.ts'
import { shippedText, urlOf } from './built-in.ts'
import { knownVersions, takesEffect } from './known.ts'
import { documentVersions } from './schema.ts'

const binding = ['rules', 'terms', 'privacy'] as const
/** How long readers know of a material version before it takes effect, in milliseconds. */
const noticePeriod = 14 * 24 * 3600_000

/** Whether a document says what readers may and must do, or what happens to their data. */
export const isBinding = (slug: string): boolean => binding.some((one) => one === slug)

type Planned = {
  slug: string
  material: boolean
  effectiveAt?: string | null
  shortNoticeReason: string | null
}

/**
 * Whether a material version would take effect on readers of an open forum within 14 days, without
 * a reason that they are shown.
 */
export async function isShortNotice(
  ctx: Context,
  { slug, material, effectiveAt, shortNoticeReason }: Planned
): Promise<boolean> {
  const isSoon = (effectiveAt ?? ctx.now) < after(ctx.now, noticePeriod)
  return material && isBinding(slug) && isSoon && !shortNoticeReason && isOpened(ctx)
}

/** As the port `site.upcomingDocuments`; it runs no statement if the documents are cached. */
export async function upcomingDocuments(ctx: Context) {
  const all = await knownVersions(ctx)
  return binding.flatMap((slug) =>
    all
      .filter((one) => one.slug === slug && one.material && takesEffect(one))
      .filter((one) => one.effectiveAt > ctx.now)
      .slice(0, 1)
      .map(({ number, effectiveAt }) => ({
        title: shippedText(slug, ctx.locale).title,
        url: `${urlOf(slug)}/history/${number}`,
        effectiveAt
      }))
  )
}

/** Selects the number of public versions that take effect within 14 days. */
export const upcomingVersions = ({ db, now }: Context) => {
  const { number, effectiveAt, withdrawnAt } = documentVersions
  const isNear = and(gt(effectiveAt, now), lte(effectiveAt, after(now, noticePeriod)))
  const takesEffect = and(isNotNull(number), isNull(withdrawnAt))
  return db.select({ count: count() }).from(documentVersions).where(and(takesEffect, isNear))
}
