import type { Locale } from '@stoa/messages'
import type { SiteDraft, SiteInput } from '#lib/shapes.ts'

export const wordFields = [
  ...(['name', 'shortName', 'tagline', 'description', 'contact', 'sender', 'signature'] as const)
]

type Content = SiteDraft['content']
export type Values = Record<string, string>

const linksField = (locale: string) => `links.${locale}`

/** Names of all fields of the form. */
export const fieldsFor = (locales: readonly Locale[]): string[] => [
  ...locales.flatMap((locale) => [
    ...wordFields.map((field) => `words.${locale}.${field}`),
    linksField(locale)
  ]),
  ...[
    'accent.light',
    'accent.dark',
    'offer.light',
    'offer.dark',
    'replyTo',
    'poweredBy',
    'revision'
  ]
]

/** What the form shows of a version. */
export function valuesOf(content: Content, locales: readonly Locale[]): Values {
  const values: Values = {
    'accent.light': content.accent?.light ?? '',
    'accent.dark': content.accent?.dark ?? '',
    replyTo: content.replyTo ?? '',
    poweredBy: content.poweredBy ? 'on' : ''
  }
  for (const locale of locales) {
    for (const field of wordFields)
      values[`words.${locale}.${field}`] = content.words[locale]?.[field] ?? ''
    values[linksField(locale)] = content.footerLinks
      .flatMap(({ url, labels }) => (labels[locale] ? [`${labels[locale]} ${url}`] : []))
      .join('\n')
  }
  return values
}

/** What was typed, as the API takes it. Words of other languages stay as they are. */
export function inputOf(values: Values, content: Content, locales: readonly Locale[]): SiteInput {
  const words = { ...content.words }
  for (const locale of locales) {
    const said = wordFields.map((field) => [field, values[`words.${locale}.${field}`] ?? ''])
    if (said.some(([, text]) => text !== '') || words[locale])
      words[locale] = Object.fromEntries(said) as NonNullable<(typeof words)[Locale]>
  }
  // The button that takes the offered colour sends it beside the one that was typed.
  const light = values['offer.light'] || values['accent.light'] || ''
  const dark = values['offer.dark'] || values['accent.dark'] || ''
  const { replyTo = '' } = values
  return {
    revision: Number(values.revision),
    words,
    accent: light === '' && dark === '' ? null : { light, dark },
    footerLinks: linksIn(values, locales),
    replyTo: replyTo.trim() === '' ? null : replyTo.trim(),
    poweredBy: values.poweredBy === 'on'
  }
}

/** A link on each line: its words, then its address. */
function linksIn(values: Values, locales: readonly Locale[]): SiteInput['footerLinks'] {
  const links = new Map<string, Partial<Record<Locale, string>>>()
  for (const locale of locales)
    for (const line of (values[linksField(locale)] ?? '').split('\n').filter((one) => one.trim())) {
      const [, label = '', url = ''] = /^(.*?)\s*(\S+)$/.exec(line.trim()) ?? []
      links.set(url, { ...links.get(url), [locale]: label || url.slice(0, 40) })
    }
  return [...links].map(([url, labels]) => ({ url, labels }))
}
