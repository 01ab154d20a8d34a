import type { Locale } from '@stoa/core'

/** The words of the forum in one language. Empty ones fall back; see `wordsOf`. */
export type SiteWords = {
  name: string
  /** For the home screen of a phone, where longer names are cut. */
  shortName: string
  tagline: string
  description: string
  contact: string
  /** Name of the sender of mails; the forum's name if empty. */
  sender: string
  /** Last lines of mails. */
  signature: string
}

export const wordFields = [
  'name',
  'shortName',
  'tagline',
  'description',
  'contact',
  'sender',
  'signature'
] as const satisfies readonly (keyof SiteWords)[]

export const pictureUses = ['logoLight', 'logoDark', 'icon', 'social'] as const
export type PictureUse = (typeof pictureUses)[number]

export type FooterLink = { url: string; labels: Partial<Record<Locale, string>> }

/** Both as `#rrggbb`. */
export type Accent = { light: string; dark: string }

/** Content of one version: all that an organisation says about its forum. */
export type SiteContent = {
  words: Partial<Record<Locale, SiteWords>>
  /** Null: the built-in colours. */
  accent: Accent | null
  /** Ids of uploads. */
  pictures: Partial<Record<PictureUse, string>>
  footerLinks: FooterLink[]
  /** Where answers to mails go; null: to the sender's address. */
  replyTo: string | null
  poweredBy: boolean
}

/** The content of a forum about which nothing was said. */
export const emptyContent: SiteContent = {
  words: {},
  accent: null,
  pictures: {},
  footerLinks: [],
  replyTo: null,
  poweredBy: true
}
