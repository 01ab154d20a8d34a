import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { generate } from 'selfsigned'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import type { SmtpTls } from '@stoa/core/server'
import { createMailer } from './index.ts'

let key: string
let cert: string

beforeAll(async () => {
  const altNames = [{ type: 7, ip: '127.0.0.1' } as const]
  const extensions = [{ name: 'subjectAltName', altNames } as const]
  const made = await generate([{ name: 'commonName', value: 'mail.test' }], { extensions })
  key = made.private
  cert = made.cert
})

/**
 * Starts a server with a certificate of its own. Returns its port and whether each mail came by
 * TLS.
 */
async function startServer(options: SMTPServerOptions) {
  const secure: boolean[] = []
  const server = new SMTPServer({
    ...{ key, cert, authOptional: true, logger: false },
    ...options,
    onData(stream, session, done) {
      secure.push(session.secure)
      stream.on('end', done).resume()
    }
  })
  // A client that does not trust the certificate hangs up, which the server reports as an error.
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  onTestFinished(() => new Promise<void>((done) => server.close(() => done())))
  return { port: (server.server.address() as AddressInfo).port, secure }
}

async function send(smtpUrl: string, smtpTls: SmtpTls) {
  const sender = { folder: '', from: 'forum@forum.test', origin: 'https://forum.test' }
  const mailer = createMailer({ smtpUrl, smtpTls, ...sender, clock: () => '2026-01-01T00:00:00Z' })
  onTestFinished(() => mailer.close())
  const mail = { key: '1:mail', locale: 'en', subject: 'New answer', text: 'Hello' } as const
  const head = { name: '', sender: '', signature: '', replyTo: null, accent: null, logo: null }
  await mailer.send({ ...mail, to: 'mei@example.org' }, head)
}

test.each(['smtps', 'smtp'])('%s: an untrusted certificate is refused', async (way) => {
  const { port, secure } = await startServer({ secure: way === 'smtps' })
  const url = `${way}://127.0.0.1:${port}`
  const refused = expect(send(url, { mode: 'verify' })).rejects
  await refused.toThrow(/certificate .* not trusted.* STOA_TLS_CA.* STOA_SMTP_TLS=unverified/)
  expect(secure).toEqual([])
  await send(url, { mode: 'verify', ca: [cert] })
  await send(url, { mode: 'unverified' })
  expect(secure).toEqual([true, true])
})

test('a server without TLS gets no mail unless a setting allows it', async () => {
  const { port, secure } = await startServer({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'] })
  const url = `smtp://127.0.0.1:${port}`
  for (const mode of ['verify', 'unverified'] as const)
    await expect(send(url, { mode })).rejects.toThrow(/does not offer TLS.* STOA_SMTP_TLS=off/)
  expect(secure).toEqual([])
  await send(url, { mode: 'off' })
  expect(secure).toEqual([false])
})

test('a certificate for another host is refused, even if trusted', async () => {
  const { port } = await startServer({ secure: true })
  const url = `smtps://localhost:${port}`
  await expect(send(url, { mode: 'verify', ca: [cert] })).rejects.toThrow('STOA_SMTP_TLS')
})
