import type { Context } from '@stoa/core'

/** A rendered text, with the absolute URLs of its links and of the QR codes in its images. */
export type RenderedText = { html: string; textContent: string; links: string[]; codes: string[] }

declare module '@stoa/core' {
  interface ThreadsPorts {
    /** Renders Markdown. Official links are marked, and deceptive ones stay text. */
    renderBody(ctx: Context, body: string): Promise<RenderedText>
  }
  interface NotificationsPorts {
    /** Counts the members who were mailed about a version of a document. */
    countDocumentMails(ctx: Context, versionId: number): Promise<number>
  }
  interface Ports {
    threads: ThreadsPorts
    notifications: NotificationsPorts
    /** The address that mails come from. */
    mailFrom: string
  }
}
