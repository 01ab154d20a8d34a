import type { SendMailOptions } from 'nodemailer'
import type { SmtpTls } from '@stoa/core/server'
import type { Letterhead, Mail } from './mail.ts'
import { htmlOfText, withSignature } from './html.ts'
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
  send(mail: Mail, head: Letterhead): Promise<void>
  /** Rejects if no mail could be sent, for example because the server refuses the credentials. */
  check(): Promise<void>
  close(): void
}

/** Creates the mailer. Call `close` when the forum stops. */
export function createMailer(configuration: MailerConfiguration): Mailer {
  const { smtpUrl, smtpTls = { mode: 'verify' }, folder } = configuration
  const transport = smtpUrl ? smtpTransport(smtpUrl, smtpTls) : fileTransport(folder)
  return {
    send: async (mail, head) => {
      checkMail(mail, head)
      await transport.send(nameOf(mail.key), composed(mail, head, configuration))
    },
    check: () => transport.check(),
    close: () => transport.close()
  }
}

function composed(
  mail: Mail,
  head: Letterhead,
  configuration: MailerConfiguration
): SendMailOptions {
  const { from, origin, clock } = configuration
  const { hostname } = new URL(origin)
  const text = withSignature(mail.text, head.signature)
  const conversation = mail.conversation && `<${nameOf(mail.conversation)}@${hostname}>`
  return {
    from: { name: head.sender, address: from },
    ...(head.replyTo !== null && { replyTo: { name: head.sender, address: head.replyTo } }),
    to: { name: '', address: mail.to },
    subject: mail.subject,
    text,
    html: mail.html ?? htmlOfText({ ...mail, text }, head, origin),
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

const lineBreak = /[\r\n\0\u0085\u2028\u2029]/
const oneAddress = /^[^\s@<>(),;:"\\[\]]+@[^\s@<>(),;:"\\[\]]+$/
const headerName = /^[A-Za-z][A-Za-z0-9-]*$/

/**
 * Refuses texts that could add a header or a recipient. Callers validate input, so this last check
 * throws a plain error: it means a bug.
 */
function checkMail(
  { to, subject, key, conversation = '', headers = {} }: Mail,
  { sender, replyTo }: Letterhead
): void {
  const lines = [to, subject, key, conversation, sender, ...Object.values(headers)]
  if (lines.some((line) => lineBreak.test(line))) throw new Error('A mail header has a line break')
  if (![to, replyTo ?? to].every((address) => oneAddress.test(address)))
    throw new Error('A mail needs exactly one plain address')
  if (!Object.keys(headers).every((name) => headerName.test(name)))
    throw new Error('A mail header has a name that is not one')
}

/** Makes the local part of a Message-ID, and a file name, from a delivery key. */
const nameOf = (key: string) => key.replace(/[^A-Za-z0-9.-]+/g, '.').slice(0, 120)
