import type { Locale } from '@stoa/messages'

const formats = new Map<string, Intl.NumberFormat>()

function formatOf(locale: Locale, unit: 'minute' | 'hour' | 'day') {
  const key = `${locale} ${unit}`
  const style = { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1 } as const
  const format = formats.get(key) ?? new Intl.NumberFormat(locale, style)
  formats.set(key, format)
  return format
}

/** A duration in the unit people would use. */
export function minutesWords(minutes: number, locale: Locale): string {
  if (minutes < 90) return formatOf(locale, 'minute').format(Math.round(minutes))
  if (minutes < 36 * 60) return formatOf(locale, 'hour').format(minutes / 60)
  return formatOf(locale, 'day').format(minutes / 1440)
}
