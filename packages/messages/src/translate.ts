import { m as messages } from './paraglide/messages.js'
import type { Locale } from './locales.ts'

type Message = (params: Record<string, unknown>, options: { locale: Locale }) => string

// Only `translate` looks messages up by name, so bundles that use `m` alone keep just what they call.
const byKey = new Map(Object.entries(messages) as [string, Message][])

/**
 * The message whose key is known only at run time, such as a problem's code.
 * An unknown key comes back as `⟨key⟩`: readers lose a sentence, tests and reviewers see which.
 */
export function translate(key: string, params: Record<string, unknown>, locale: Locale): string {
  const message = byKey.get(key)
  return message ? message(params, { locale }) : `⟨${key}⟩`
}

/** Whether a key known only at run time has a message. */
export const hasMessage = (key: string): boolean => byKey.has(key)
