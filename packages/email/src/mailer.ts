import type { SendMailOptions } from 'nodemailer'
import type { Locale } from '@stoa/core'
import type { SmtpTls } from '@stoa/core/server'
import { htmlOfText } from './html.ts'
import { fileTransport, smtpTransport } from './transports.ts'

export type MailerConfiguration = {
  /** If absent, mails are written to files. */
  smtpUrl?: string
  /** TLS to that server. The default verifies the certificate. */
  smtpTls?: SmtpTls
  /** The folder for mails that are written to files. */
  folder: string
  from: string
  /** Public URL without a trailing slash. */
  origin: string
  /** The present time, ISO 8601. */
  clock(): string
}

export type Mailer = {
  /**
   * Sends a mail through the SMTP server or writes its file. Rejects if that fails, and for line
   * breaks in headers.
   */
  send(mail: Mail): Promise<void>
  /** Rejects if no mail could be sent, for example because the server refuses the credentials. */
  check(): Promise<void>
  close(): void
}

const senderName = 'Stoa'

/** Creates the mailer. Call `close` when the forum stops. */
export function createMailer(configuration: MailerConfiguration): Mailer {
  const { smtpUrl, smtpTls = { mode: 'verify' }, folder } = configuration
  const transport = smtpUrl ? smtpTransport(smtpUrl, smtpTls) : fileTransport(folder)
  return {
    send: async (mail) => {
      checkMail(mail)
      await transport.send(nameOf(mail.key), composed(mail, configuration))
    },
    check: () => transport.check(),
    close: () => transport.close()
  }
}

function composed(mail: Mail, configuration: MailerConfiguration): SendMailOptions {
  const { from, origin, clock } = configuration
  const { hostname } = new URL(origin)
  const conversation = mail.conversation && `<${nameOf(mail.conversation)}@${hostname}>`
  return {
    from: { name: senderName, address: from },
    to: { name: '', address: mail.to },
    subject: mail.subject,
    text: mail.text,
    html: mail.html ?? htmlOfText(mail.text, mail.subject, mail.locale, origin),
    date: new Date(clock()),
    messageId: `<${nameOf(mail.key)}@${hostname}>`,
    ...(conversation && { inReplyTo: conversation, references: conversation }),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': mail.locale,
      ...mail.headers
    }
  }
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

const lineBreak = /[\r\n\0\u0085\u2028\u2029]/
const oneAddress = /^[^\s@<>(),;:"\\[\]]+@[^\s@<>(),;:"\\[\]]+$/
const headerName = /^[A-Za-z][A-Za-z0-9-]*$/

/**
 * Refuses texts that could add a header or a recipient. Callers validate input, so this last check
 * throws a plain error: it means a bug.
 */
function checkMail({ to, subject, key, conversation = '', headers = {} }: Mail): void {
  const lines = [to, subject, key, conversation, ...Object.values(headers)]
  if (lines.some((line) => lineBreak.test(line))) throw new Error('A mail header has a line break')
  if (!oneAddress.test(to)) throw new Error('A mail needs exactly one plain address')
  if (!Object.keys(headers).every((name) => headerName.test(name)))
    throw new Error('A mail header has a name that is not one')
}

/** Makes the local part of a Message-ID, and a file name, from a delivery key. */
const nameOf = (key: string) => key.replace(/[^A-Za-z0-9.-]+/g, '.').slice(0, 120)
