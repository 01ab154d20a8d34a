import QR from 'qrcode'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { isNull } from 'drizzle-orm'
import { uploads } from '@stoa/uploads/schema'
import { startForum, type Client } from '../forum.ts'
import { approvePost, createThread } from '../posting.ts'
import { sendFile } from './sending.ts'
import { confirm } from '../moderation/confirming.ts'

const forum = startForum()
let author: Client
let categoryId: number

beforeAll(async () => {
  author = await forum.user()
  categoryId = await forum.category()
})

/** A photograph of a code: somewhere in a larger picture, at an angle, as a JPEG. */
async function photographOf(text: string): Promise<Buffer> {
  const code = await sharp(await QR.toBuffer(text, { width: 320 }))
    .rotate(12, { background: 'white' })
    .toBuffer()
  const wall = { width: 1400, height: 1000, channels: 3, background: '#ddd' } as const
  const place = { input: code, left: 700, top: 400 }
  return sharp({ create: wall }).composite([place]).jpeg({ quality: 70 }).toBuffer()
}

const send = async (text: string, client = author) =>
  sendFile(client, 'shot.jpg', await photographOf(text))

/** Creates a thread that shows the code. Returns its post and state. */
async function shown(text: string, client = author) {
  const { body } = await send(text, client)
  return createThread(client, categoryId, { body: `Look: ${body.markdown}` })
}

const wallet = 'legal winner thank year wave sausage worth useful legal winner thank yellow'

test.each([
  ['otpauth', 'otpauth://totp/Forum:anna?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Forum'],
  ['seed_phrase', wallet]
])('a code with a secret (%s) is refused, and nothing of it is stored', async (kind, text) => {
  const kept = () => forum.connection.db.$count(uploads, isNull(uploads.erasedAt))
  const before = await kept()
  const { status, body } = await send(text)
  expect([status, body.code]).toEqual([422, 'upload_secret_in_code'])
  expect(body.errors[0]).toMatchObject({ path: 'file', kind })
  expect(JSON.stringify(body)).not.toContain(text)
  expect(await kept()).toBe(before)
})

test('a code that leads to a look-alike is held for staff, another one is not', async () => {
  const admin = await forum.user({ role: 'admin' })
  const second = await forum.user({ role: 'admin' })
  const { body } = await admin.post('/trust-list', { kind: 'domain', value: 'harbor.example' })
  await confirm(second, body.id)
  await forum.settle()
  expect((await shown('https://wikipedia.org/wiki/Harbor')).state).toBe('visible')
  const { state, postId } = await shown('https://harb0r.example/login')
  expect(state).toBe('awaiting_approval')
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const refused = await approvePost(volunteer, postId)
  expect([refused.status, refused.body.code]).toEqual([403, 'lookalike_needs_staff'])
  expect((await approvePost(admin, postId)).status).toBe(204)
})

test('a phishing code of a new member is held', async () => {
  const newcomer = await forum.user({ trust: 'new' })
  expect((await shown('https://wa.me/15551234567', newcomer)).state).toBe('awaiting_approval')
  expect((await shown('https://wa.me/15551234567')).state).toBe('visible')
})

test('a code in a later frame of an animation is read too', async () => {
  const blank = await sharp({
    create: { width: 330, height: 330, channels: 3, background: '#fff' }
  })
    .png()
    .toBuffer()
  const code = await sharp(await QR.toBuffer(wallet, { width: 330 }))
    .png()
    .toBuffer()
  const moving = await sharp([blank, blank, code], { join: { animated: true } })
    .gif({ delay: [100, 100, 100], keepDuplicateFrames: true })
    .toBuffer()
  expect((await sendFile(author, 'a.gif', moving)).body.code).toBe('upload_secret_in_code')
})

test('many images of one user wait for each other, not for those of others', async () => {
  const [shot, secret] = [await photographOf('anything'), await photographOf(wallet)]
  const other = await forum.user()
  const answered: { by: string; status: number }[] = []
  const sendBy = async (by: string, client: Client, file: Buffer) => {
    const { status } = await sendFile(client, 'shot.jpg', file)
    answered.push({ by, status })
  }
  const many = [secret, shot, shot, shot, shot].map((file) => sendBy('author', author, file))
  await Promise.all([...many, sendBy('other', other, shot)])
  expect(answered).toHaveLength(6)
  expect(answered.at(-1)?.by).toBe('author')
  const mine = answered.filter(({ by }) => by === 'author').map(({ status }) => status)
  expect(mine.toSorted()).toEqual([201, 201, 201, 201, 422])
})

test('a secret anywhere in a text file is refused, with its line', async () => {
  const lines = 'GET /deposits 200 12ms 0x71106b59bdc7b2438708d605fd324fb873\n'.repeat(2_000)
  const file = (text: string) => sendFile(author, 'error.log', Buffer.from(text))
  expect((await file(lines)).status).toBe(201)
  const refused = await file(`${lines}seed: ${wallet}\n`)
  const body = { code: 'upload_secret_in_text', line: 2001, errors: [{ start: lines.length + 6 }] }
  expect(refused).toMatchObject({ status: 422, body })
  expect(refused.text).not.toContain('winner')
})
