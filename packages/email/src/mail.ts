import type { Locale } from '@stoa/core'

/** One mail to one address. `html` is made from `text` where it is absent. */
export type OutgoingMail = {
  /** What the mail is delivered for, such as `812:mail`; names the file and the Message-ID. */
  key: string
  to: string
  locale: Locale
  subject: string
  /** Paragraphs parted by empty lines; see `htmlOfText` for what becomes a link. */
  text: string
  html?: string
  /** What mail programs group by, such as `thread-12`. */
  conversation?: string
  headers?: Record<string, string>
}

const lineBreak = /[\r\n\0\u0085\u2028\u2029]/
const oneAddress = /^[^\s@<>(),;:"\\[\]]+@[^\s@<>(),;:"\\[\]]+$/
const headerName = /^[A-Za-z][A-Za-z0-9-]*$/

/**
 * Refuses what could add a header or a recipient. Callers check what people type; this is the last
 * door and throws a plain error, because whatever gets here is a bug.
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

/** The local part of a Message-ID, and a file name, for a delivery key. */
export const nameOf = (key: string) => key.replace(/[^A-Za-z0-9.-]+/g, '.').slice(0, 120)
