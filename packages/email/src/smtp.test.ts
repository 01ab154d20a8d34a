import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMailer } from './index.ts'

const received: string[] = []
let refuse = false
const server = createServer(talk)
let url: string

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())

/** A minimal SMTP server for one delivery. */
function talk(socket: Socket) {
  let buffered = ''
  let inData = false
  socket.setEncoding('utf8').on('error', () => {})
  socket.write('220 mail.test\r\n')
  socket.on('data', (chunk: string) => {
    buffered += chunk
    const end = inData ? '\r\n.\r\n' : '\r\n'
    while (buffered.includes(end) && !socket.destroyed) {
      const [said = '', ...rest] = buffered.split(end)
      buffered = rest.join(end)
      if (inData) received.push(said)
      inData = !inData && said === 'DATA'
      const verdict = refuse ? '451 later' : '250 fine'
      socket.write(`${inData ? '354 go on' : verdict}\r\n`)
      if (inData) return
    }
  })
}

const mail = {
  key: '5:mail',
  to: 'mei@example.org',
  locale: 'en' as const,
  subject: 'New answer',
  text: 'Hello'
}
const head = {
  ...{ name: 'Lanternfish', sender: 'Lanternfish Support', signature: '', replyTo: null },
  ...{ accent: null, logo: null }
}
const mailer = () =>
  createMailer({
    smtpUrl: url,
    smtpTls: { mode: 'off' },
    folder: '/nonexistent',
    from: 'forum@forum.test',
    origin: 'https://forum.test',
    clock: () => '2026-01-01T00:00:00.000Z'
  })

test('with an SMTP server mails are sent there', async () => {
  const { send, close } = mailer()
  await send(mail, head)
  close()
  const read = await simpleParser(received[0] ?? '')
  expect([read.subject, read.messageId]).toEqual(['New answer', '<5.mail@forum.test>'])
})

test('a refusal by the server is an error, so that its job is retried', async () => {
  refuse = true
  const { send, close } = mailer()
  await expect(send(mail, head)).rejects.toThrow('451')
  close()
})
