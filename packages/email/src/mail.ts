import type { Locale } from '@stoa/core'

/** One mail to one address. If `html` is absent it is made from `text`. */
export type OutgoingMail = {
  /**
   * The delivery that the mail belongs to, such as `812:mail`. File name and Message-ID are made
   * from it.
   */
  key: string
  to: string
  locale: Locale
  subject: string
  /** Paragraphs separated by empty lines; see `htmlOfText` for links. */
  text: string
  html?: string
  /** The conversation by which mail programs group, such as `thread-12`. */
  conversation?: string
  headers?: Record<string, string>
}

const lineBreak = /[\r\n\0\u0085\u2028\u2029]/
const oneAddress = /^[^\s@<>(),;:"\\[\]]+@[^\s@<>(),;:"\\[\]]+$/
const headerName = /^[A-Za-z][A-Za-z0-9-]*$/

/**
 * Refuses texts that could add a header or a recipient. Callers validate input, so this last check
 * throws a plain error: it means a bug.
 */
export function checkMail({
  to,
  subject,
  key,
  conversation = '',
  headers = {}
}: OutgoingMail): void {
  const lines = [to, subject, key, conversation, ...Object.values(headers)]
  if (lines.some((line) => lineBreak.test(line))) throw new Error('A mail header has a line break')
  if (!oneAddress.test(to)) throw new Error('A mail needs exactly one plain address')
  if (!Object.keys(headers).every((name) => headerName.test(name)))
    throw new Error('A mail header has a name that is not one')
}

/** Makes the local part of a Message-ID, and a file name, from a delivery key. */
export const nameOf = (key: string) => key.replace(/[^A-Za-z0-9.-]+/g, '.').slice(0, 120)
