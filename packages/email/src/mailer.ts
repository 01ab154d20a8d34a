import type { SendMailOptions } from 'nodemailer'
import type { SmtpTls } from '@stoa/core'
import { htmlOfText } from './html.ts'
import { checkMail, nameOf, type OutgoingMail } from './mail.ts'
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
  send(mail: OutgoingMail): Promise<void>
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

function composed(mail: OutgoingMail, configuration: MailerConfiguration): SendMailOptions {
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
