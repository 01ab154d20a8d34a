import { z } from 'zod'
import { awaitsTestMail } from '@stoa/accounts/setup'
import { endpoint } from '@stoa/core'
import type { Configuration, SmtpTls } from '@stoa/core/server'

const mailRouteShape = z.object({
  /** `host:port` of the SMTP server; null if mails are written to files. */
  server: z.string().nullable(),
  /** How TLS is used on the way there; null for files. */
  tls: z.enum(['verify', 'unverified', 'off'] satisfies SmtpTls['mode'][]).nullable(),
  from: z.string()
})

export type MailRoute = z.infer<typeof mailRouteShape>

const mailRouteAnswer = mailRouteShape.extend({
  /** Whether the reader was sent a test email whose code can still be entered. */
  awaitsCode: z.boolean()
})

declare module '@stoa/core' {
  interface Ports {
    /** How mail leaves the server, without its password. */
    mailRoute: MailRoute
  }
}

type Settings = Pick<Configuration, 'smtpUrl' | 'smtpTls' | 'mailFrom'>

export function mailRouteOf({ smtpUrl, smtpTls, mailFrom: from }: Settings): MailRoute {
  if (!smtpUrl) return { server: null, tls: null, from }
  const { hostname, port, protocol } = new URL(smtpUrl)
  const standard = protocol === 'smtps:' ? 465 : 587
  return { server: `${hostname}:${port || standard}`, tls: smtpTls?.mode ?? 'verify', from }
}

/** The endpoint that shows admins where mail goes. */
export const mailRouteEndpoint = endpoint({
  method: 'GET',
  path: '/admin/mail-route',
  summary: 'Show the server that email is sent through',
  answers: { 200: mailRouteAnswer },
  minimumRole: 'admin',
  scope: 'admin',
  handle: async (ctx) => ({ ...ctx.ports.mailRoute, awaitsCode: await awaitsTestMail(ctx) })
})
