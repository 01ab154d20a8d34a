import { desc, isNotNull, sql } from 'drizzle-orm'
import { cached, type Context, type Locale, type Ports } from '@stoa/core'
import { emptyContent, type SiteContent } from './content.ts'
import { siteSettings, siteVersions } from './schema.ts'

/** The forum as it is now: what pages, mails and feeds call it and how they look. */
export type Site = {
  /** 0 until something was said about the forum. */
  revision: number
  content: SiteContent
  /** In the order of the switch; the default is one of them. */
  locales: readonly Locale[]
  defaultLocale: Locale
  openedAt: string | null
}

const site = cached(5 * 60_000, readSite)

/** Returns the present site, which each process reads once. */
export const currentSite = (ctx: Context): Promise<Site> => site.of(ctx)

export const invalidateSite = (ports: Ports): void => site.drop(ports)

async function readSite({ db }: Context): Promise<Site> {
  const newest = db
    .select({ id: siteVersions.id, content: siteVersions.content })
    .from(siteVersions)
    .where(isNotNull(siteVersions.appliedAt))
    .orderBy(desc(siteVersions.appliedAt), desc(siteVersions.id))
    .limit(1)
    .as('newest')
  const [row] = await db
    .select({ settings: siteSettings, revision: newest.id, content: newest.content })
    .from(siteSettings)
    .leftJoin(newest, sql`true`)
  if (!row) throw new Error('site_settings has no row.')
  const { locales, defaultLocale, openedAt } = row.settings
  return {
    revision: row.revision ?? 0,
    content: { ...emptyContent, ...row.content },
    locales: locales as Locale[],
    defaultLocale: defaultLocale as Locale,
    openedAt
  }
}
