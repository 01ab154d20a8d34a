import type { SendMailOptions } from 'nodemailer'
import type { SmtpTls } from '@stoa/core'
import { htmlOfText } from './html.ts'
import { checkMail, nameOf, type OutgoingMail } from './mail.ts'
import { fileTransport, smtpTransport } from './transports.ts'

export type MailerConfiguration = {
  /** Without it mails become files. */
  smtpUrl?: string
  /** How to speak with that server; by default TLS with a server that proves who it is. */
  smtpTls?: SmtpTls
  /** Where the files lie. */
  folder: string
  /** The sender's address. */
  from: string
  /** Public URL without a trailing slash. */
  origin: string
  /** The present time, ISO 8601. */
  clock(): string
}

export type Mailer = {
  /**
   * Hands a mail to the SMTP server or writes its file. Rejects when neither took it, and for line
   * breaks in what becomes a header.
   */
  send(mail: OutgoingMail): Promise<void>
  /** Rejects where no mail could be handed over, as to a server that does not know us. */
  check(): Promise<void>
  close(): void
}

const senderName = 'Stoa'

/** The forum's way out for mails; `close` when the forum stops. */
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
