import { languageName, m, type Locale } from '@stoa/messages'

type Words = (params?: object, options?: { locale?: Locale }) => string

const words: Record<string, Words> = {
  name: m.site_field_name,
  shortName: m.site_field_short_name,
  tagline: m.site_field_tagline,
  description: m.site_field_description,
  contact: m.site_field_contact,
  sender: m.site_field_sender,
  signature: m.site_field_signature,
  links: m.site_field_links,
  footerLinks: m.site_field_links,
  replyTo: m.site_field_reply_to,
  poweredBy: m.site_field_powered_by,
  accent: m.site_field_accent,
  'accent.light': m.site_field_accent_light,
  'accent.dark': m.site_field_accent_dark,
  'pictures.logoLight': m.site_picture_logo_light,
  'pictures.logoDark': m.site_picture_logo_dark,
  'pictures.icon': m.site_picture_icon,
  'pictures.social': m.site_picture_social
}

/** The label of a part of a version, such as `words.en.name`, with its language or without. */
export function partLabel(name: string, locale: Locale, namesLanguage = true): string {
  const [kind = '', key = '', field = ''] = name.split('.')
  const labelled = (known: string) => words[known]?.({}, { locale }) ?? name
  if (kind !== 'words' && kind !== 'links') return labelled(name in words ? name : kind)
  if (!namesLanguage) return labelled(field || kind)
  const language = languageName(key as Locale, locale)
  return m.web_part_in({ part: labelled(field || kind), language }, { locale })
}
