import { m as messages } from './paraglide/messages.js'
import type { Locale } from './locales.ts'

type Message = (params: Record<string, unknown>, options: { locale: Locale }) => string

// Only `translate` looks messages up by name, so bundles that use `m` alone keep just what they call.
const byKey = new Map(Object.entries(messages) as [string, Message][])

const largestUnit = ['hour', 3600] as const
const units = [['second', 1], ['minute', 60], largestUnit] as const

/** How long to wait, in the unit in which people would say it; never less than it is. */
function waitWords(seconds: number, locale: Locale): string {
  const [unit, size] = units.find(([, size]) => seconds < 90 * size) ?? largestUnit
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' })
  return format.format(Math.ceil(seconds / size))
}

/**
 * The message whose key is known only at run time, such as a problem's code.
 * Of `seconds` it may also say `{wait}`. An unknown key comes back as `⟨key⟩`: readers lose a sentence, tests and reviewers see which.
 */
export function translate(key: string, params: Record<string, unknown>, locale: Locale): string {
  const message = byKey.get(key)
  const { seconds } = params
  const wait = typeof seconds === 'number' ? { wait: waitWords(seconds, locale) } : {}
  return message ? message({ ...params, ...wait }, { locale }) : `⟨${key}⟩`
}

/** Whether a key known only at run time has a message. */
export const hasMessage = (key: string): boolean => byKey.has(key)
