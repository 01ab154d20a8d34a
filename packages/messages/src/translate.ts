import { m as messages } from './paraglide/messages.js'
import type { Locale } from './languages.ts'

type Message = (params: Record<string, unknown>, options: { locale: Locale }) => string

// Only `translate` uses this table, so bundles that use only `m` keep just the messages they call.
const byKey = new Map(Object.entries(messages) as [string, Message][])

const largestUnit = ['hour', 3600] as const
const units = [['second', 1], ['minute', 60], largestUnit] as const

/** Formats a waiting time in its natural unit, rounded up. */
function waitWords(seconds: number, locale: Locale): string {
  const [unit, size] = units.find(([, size]) => seconds < 90 * size) ?? largestUnit
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' })
  return format.format(Math.ceil(seconds / size))
}

/**
 * Translates a message whose key is known only at run time, such as a problem's code. A message
 * with `seconds` may also use `{wait}`. An unknown key is returned as `⟨key⟩`, so that readers lose
 * only a sentence and tests see which.
 */
export function translate(key: string, params: Record<string, unknown>, locale: Locale): string {
  const message = byKey.get(key)
  const { seconds } = params
  const wait = typeof seconds === 'number' ? { wait: waitWords(seconds, locale) } : {}
  return message ? message({ ...params, ...wait }, { locale }) : `⟨${key}⟩`
}

const open = new Proxy<Record<string, unknown>>({}, { get: () => '…' })

/** Translates a message whose values are not known: each is `…`, which also ends a sentence. */
export const translateOpen = (key: string, locale: Locale): string =>
  byKey.get(key)?.(open, { locale }).replaceAll('….', '…') ?? `⟨${key}⟩`

/** Whether a key known only at run time has a message. */
export const hasMessage = (key: string): boolean => byKey.has(key)
