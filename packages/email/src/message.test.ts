import fc from 'fast-check'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { expect, test } from 'vitest'
import { messageOf } from './message.ts'

const nodemailer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })

/** The boundary between parts is random. */
const withoutBoundary = (bytes: unknown) => String(bytes).replaceAll(/--_NmP-[\w-]+/g, 'boundary')

const line = fc.string({ unit: 'grapheme', maxLength: 200 })
const text = fc.array(fc.oneof(line, fc.constantFrom('', 'word '.repeat(40), '验证码')), {
  maxLength: 8
})
const mails = fc.record({
  subject: line.map((one) => one.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '')),
  text: text.map((lines) => `Hello\n${lines.join('\n')}\n`),
  html: text.map((lines) => `<p>${lines.join('\n')}</p>\n`)
})

const mail: SendMailOptions = {
  from: { name: 'Lanternfish', address: 'forum@forum.example.org' },
  to: { name: '', address: 'mei@example.org' },
  date: new Date('2026-03-04T05:06:07.000Z'),
  messageId: '<12.mail@forum.example.org>',
  inReplyTo: '<thread-7@forum.example.org>',
  references: '<thread-7@forum.example.org>',
  headers: {
    'Auto-Submitted': 'auto-generated',
    'List-Unsubscribe': `<https://x/${'y'.repeat(99)}>`
  }
}

test('the bytes are those that nodemailer sends', async () => {
  await fc.assert(
    fc.asyncProperty(mails, async (texts) => {
      const { message } = await nodemailer.sendMail({ ...mail, ...texts })
      expect(withoutBoundary(messageOf({ ...mail, ...texts }))).toBe(withoutBoundary(message))
    }),
    { numRuns: 200 }
  )
})

test('content that is no text is refused, so that no file is read', () => {
  const html = { path: '/etc/hostname' }
  expect(() => messageOf({ ...mail, text: 'Hello', html })).toThrow('no text')
})
