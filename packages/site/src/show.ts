import type { Context, Locale } from '@stoa/core'
import type { z } from 'zod'
import { softOf } from './color.ts'
import type { PictureUse, SiteContent } from './content.ts'
import type { siteShape } from './contract.ts'
import { currentSite, type Site } from './current.ts'
import { wordsOf } from './words.ts'

export type ShownSite = z.infer<typeof siteShape>

const shown = new WeakMap<Site, Map<Locale, ShownSite>>()

/** Returns what everybody reads of the site, in the language of `ctx`. Reads nothing. */
export async function showSite(ctx: Context): Promise<ShownSite> {
  const site = await currentSite(ctx)
  const byLocale = shown.get(site) ?? new Map<Locale, ShownSite>()
  shown.set(site, byLocale)
  const known = byLocale.get(ctx.locale) ?? showIn(site, ctx.locale, ctx.ports.publicOrigin)
  byLocale.set(ctx.locale, known)
  return known
}

/** The site in a language, also one that is no more than a draft. */
export function showIn(site: Site, locale: Locale, publicOrigin: string): ShownSite {
  const { content } = site
  const { name, shortName, tagline, description, contact } = wordsOf(site, locale, publicOrigin)
  return {
    ...{ name, shortName, tagline, description, contact },
    accent: accentOf(content),
    logo: logoOf(content),
    icon: pathOf(content.pictures.icon, '32'),
    picture: pathOf(content.pictures.social, 'social'),
    footerLinks: content.footerLinks.flatMap(({ url, labels }) => {
      // A link is for the languages that it was entered in.
      const label = labels[locale]
      return label ? [{ url, label }] : []
    }),
    opened: site.openedAt !== null,
    poweredBy: content.poweredBy,
    locales: [...site.locales],
    defaultLocale: site.defaultLocale
  }
}

const accentOf = ({ accent }: SiteContent): ShownSite['accent'] =>
  accent && {
    ...accent,
    softLight: softOf('light', accent.light),
    softDark: softOf('dark', accent.dark)
  }

function logoOf({ pictures }: SiteContent): ShownSite['logo'] {
  const id = pictures.logoLight ?? pictures.logoDark
  if (id === undefined) return null
  const dark = pictures.logoDark ?? id
  return { light: pictureUrl(id, 'logo'), dark: pictureUrl(dark, 'logo') }
}

const pathOf = (id: SiteContent['pictures'][PictureUse], form: string) =>
  id === undefined ? null : pictureUrl(id, form)

/** The address of a picture in one of its forms. */
export const pictureUrl = (id: string, form: string): string => `/pictures/${id}/${form}`

/** What surrounds the text of a mail in a language. */
export async function letterhead(ctx: Context, locale: Locale) {
  const site = await currentSite(ctx)
  const { publicOrigin } = ctx.ports
  const { name, sender, signature } = wordsOf(site, locale, publicOrigin)
  const { accent, logo } = showIn(site, locale, publicOrigin)
  return {
    ...{ name, sender, signature, replyTo: site.content.replyTo },
    accent: accent && { light: accent.light, dark: accent.dark },
    logo: logo && `${publicOrigin}${logo.light}`
  }
}
