import { mkdtemp, readdir, readFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { simpleParser } from 'mailparser'
import { beforeEach, expect, test } from 'vitest'
import { createMailer, type Letterhead, type Mail } from './index.ts'

const origin = 'https://forum.example.org'
const mail = {
  key: '12:mail',
  to: 'mei@example.org',
  locale: 'zh-CN' as const,
  subject: '有人回答了你的提问：充值未到账怎么办？',
  text: `第一段 & <b>\n\n查看回答：\n${origin}/p/5\n\nhttps://evil.example/x\n-- \n退订`
}
const head = {
  ...{ name: 'Lanternfish', sender: 'Lanternfish Support', signature: '', replyTo: null },
  ...{ accent: null, logo: null }
}
let folder: string
let send: (
  given: typeof mail & Pick<Mail, 'conversation' | 'headers'>,
  letterhead?: Letterhead
) => Promise<void>

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'mail-')), 'mail')
  const clock = () => '2026-03-04T05:06:07.000Z'
  const mailer = createMailer({ folder, from: 'forum@forum.example.org', origin, clock })
  send = (given, letterhead = head) => mailer.send(given, letterhead)
})

const read = async (name: string) => simpleParser(await readFile(join(folder, name)))

test('a mail becomes a file for its owner only, with stable headers', async () => {
  await send({ ...mail, conversation: 'thread-7', headers: { 'List-Id': 'x.forum.example.org' } })
  const read1 = await read('12.mail.eml')
  expect(read1.subject).toBe(mail.subject)
  expect(read1.messageId).toBe('<12.mail@forum.example.org>')
  expect(read1.references).toBe('<thread-7@forum.example.org>')
  expect(read1.headers.get('auto-submitted')).toBe('auto-generated')
  expect(read1.date?.toISOString()).toBe('2026-03-04T05:06:07.000Z')
  expect((await stat(join(folder, '12.mail.eml'))).mode & 0o777).toBe(0o600)
})

test('a repeated delivery leaves one file', async () => {
  await send(mail)
  await send(mail)
  expect(await readdir(folder)).toEqual(['12.mail.eml'])
})

test('the HTML escapes user texts and links only to the forum', async () => {
  await send(mail)
  const { html } = await read('12.mail.eml')
  expect(html).toContain('第一段 &amp; &lt;b&gt;')
  expect(html).toContain(`<a class="button" href="${origin}/p/5">查看回答</a>`)
  expect(html).not.toContain('href="https://evil')
})

test('a label and its link, and a code, keep their look above small print', async () => {
  const htmlOf = async (last: string) => {
    await send({ ...mail, text: `${last}\n\n-- \n退订` })
    return (await read('12.mail.eml')).html
  }
  expect(await htmlOf(`取消\n${origin}/undo?token=x`)).toContain(
    `<a class="button" href="${origin}/undo?token=x">取消</a>`
  )
  expect(await htmlOf('123456')).toContain('<p class="code">123456</p>')
})

test('a letterhead names the sender, and signs above the small print', async () => {
  const accent = { light: '#aa0033', dark: '#ffaacc' }
  const logo = `${origin}/pictures/x/logo`
  await send(mail, { ...head, accent, logo, signature: '狮子鱼团队', replyTo: 'help@fish.example' })
  const { from, replyTo, text = '', html } = await read('12.mail.eml')
  expect([from?.text, replyTo?.text]).toEqual([
    '"Lanternfish Support" <forum@forum.example.org>',
    '"Lanternfish Support" <help@fish.example>'
  ])
  expect(text.indexOf('狮子鱼团队')).toBeLessThan(text.indexOf('退订'))
  expect(html).toContain(`<img src="${logo}" alt="Lanternfish" height="40">`)
  expect(html).toMatch(/background:#aa0033.*background:#ffaacc/)
})

test.each(['a\r\nBcc: x@example.org', 'a\nb', 'a\u2028b'])(
  'a subject %j is refused',
  async (subject) => {
    await expect(send({ ...mail, subject })).rejects.toThrow('line break')
  }
)

test.each(['a@b.c, d@e.f', 'Mei <a@b.c>', 'a@b.c\r\nBcc: d@e.f', ''])(
  'the recipient %j is refused',
  async (to) => {
    await expect(send({ ...mail, to })).rejects.toThrow()
  }
)

test('no subject adds a header', async () => {
  const subjects = fc
    .string({ unit: 'binary', maxLength: 60 })
    .filter((text) => text.isWellFormed())
  await send(mail)
  const known = new Set((await read('12.mail.eml')).headers.keys())
  await fc.assert(
    fc.asyncProperty(subjects, async (subject) => {
      const sent = await send({ ...mail, subject }).then(
        () => true,
        () => false
      )
      if (!sent) return
      const { headers } = await read('12.mail.eml')
      expect([...headers.keys()].filter((name) => !known.has(name))).toEqual([])
    }),
    { numRuns: 60 }
  )
})
