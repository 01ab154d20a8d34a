import { locales, type Locale } from '@stoa/messages'
import { severities } from '#lib/announcements.ts'
import type { AnnouncementSource } from '#lib/shapes.ts'

type Discussion = AnnouncementSource['content']['discussion']
export const discussions = ['none', 'open', 'open_until_expiry'] as const satisfies Discussion[]

/** Names of the fields of a text in every language; they are also paths of the API's input. */
export const titleOf = <L extends Locale>(locale: L) => `translations.${locale}.title` as const
export const bodyOf = <L extends Locale>(locale: L) => `translations.${locale}.body` as const

const simple = [
  ...['type', 'severity', 'services', 'timeZone', 'publishAt', 'expiresAt', 'startsAt', 'endsAt'],
  ...['pinUntil', 'pinOrder', 'discussion', 'asksAcknowledgement']
] as const

export const fieldNames = [...simple, ...locales.map(titleOf), ...locales.map(bodyOf)]

/** Fields as they were typed; categories are separate, as there are several. */
export type Written = Record<string, string>

/** Text fields of all languages, such as those of an update, as the API's input. */
export function translationsOf(written: Written, nameOf: (locale: Locale) => string) {
  const filled = locales.filter((locale) => written[nameOf(locale)]?.trim())
  return Object.fromEntries(filled.map((locale) => [locale, written[nameOf(locale)] ?? '']))
}

/** The entries of a list with commas. */
export const listOf = (text = ''): string[] =>
  text.split(/[,，、\n]+/).flatMap((one) => one.trim() || [])
const filled = (text: string | undefined) => text?.trim() || null

/** The form as the API's input. Unknown choices become the first one of their list. */
export function inputOf(written: Written, categories: readonly string[]) {
  const texts = locales.map((locale) => {
    const text = { title: written[titleOf(locale)] ?? '', body: written[bodyOf(locale)] ?? '' }
    return [locale, text] as const
  })
  const until = filled(written.pinUntil)
  return {
    // The API refuses an unknown type.
    type: written.type ?? '',
    severity: severities.find((one) => one === written.severity) ?? ('normal' as const),
    translations: Object.fromEntries(texts.filter(([, { title, body }]) => title || body)),
    services: listOf(written.services),
    categories: [...categories],
    timeZone: written.timeZone?.trim() || undefined,
    publishAt: filled(written.publishAt),
    expiresAt: filled(written.expiresAt),
    startsAt: filled(written.startsAt),
    endsAt: filled(written.endsAt),
    pin: until ? { until, order: Number(written.pinOrder) || 0 } : null,
    discussion: discussions.find((one) => one === written.discussion) ?? ('none' as const),
    asksAcknowledgement: Boolean(written.asksAcknowledgement)
  }
}

/** A time as `datetime-local` fields take it: `2026-11-25T22:00` in the zone. */
export function localOf(time: string | null, timeZone: string): string {
  if (time === null) return ''
  const format = new Intl.DateTimeFormat('sv-SE', {
    ...{ dateStyle: 'short', timeStyle: 'short', timeZone }
  })
  return format.format(Date.parse(time)).replace(' ', 'T')
}

/** Fields filled in from an announcement that is edited. */
export function writtenOf({ content }: AnnouncementSource, timeZone: string): Written {
  const { texts, services, pin, ...rest } = content
  const words: Written = {}
  for (const locale of locales) {
    words[titleOf(locale)] = texts[locale]?.title ?? ''
    words[bodyOf(locale)] = texts[locale]?.body ?? ''
  }
  return {
    ...words,
    ...{ type: rest.type, severity: rest.severity, discussion: rest.discussion, timeZone },
    services: services.join(', '),
    asksAcknowledgement: rest.asksAcknowledgement ? 'on' : '',
    publishAt: localOf(rest.publishAt, timeZone),
    expiresAt: localOf(rest.expiresAt, timeZone),
    startsAt: localOf(rest.startsAt, timeZone),
    endsAt: localOf(rest.endsAt, timeZone),
    pinUntil: localOf(pin?.until ?? null, timeZone),
    pinOrder: pin ? String(pin.order) : ''
  }
}
