import type { Locale } from '@stoa/core'

/** What surrounds the text of every mail: who writes, and how they look. */
export type Letterhead = {
  /** The forum's name, above the text unless there is a logo. */
  name: string
  /** Name beside the address that mails come from. */
  sender: string
  signature: string
  /** One plain address; null: answers go to the sender. */
  replyTo: string | null
  /** Colours of links and buttons as `#rrggbb`. */
  accent: { light: string; dark: string } | null
  /** Absolute address of a picture. */
  logo: string | null
}

/** One mail to one address. If `html` is absent it is made from `text`. */
export type Mail = {
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
