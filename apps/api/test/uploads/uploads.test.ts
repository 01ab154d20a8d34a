import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { cleanRetained } from '@stoa/site/retention'
import { uploads } from '@stoa/uploads/schema'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'
import { silence } from '../silencing.ts'
import { sendFile, sendForm } from './sending.ts'

const forum = startForum()
const hour = 3600_000
let author: Client
let other: Client
let categoryId: number

beforeAll(async () => {
  author = await forum.user()
  other = await forum.user()
  categoryId = await forum.category()
})

const png = (side = 20) =>
  sharp({ create: { width: side, height: side, channels: 3, background: 'red' } })
    .png()
    .toBuffer()

/** Uploads an unattached image as the author. */
const image = async (client = author) => (await sendFile(client, 'shot.png', await png())).body

async function questionWithImage() {
  const upload = await image()
  const thread = await createThread(author, categoryId, { body: `Look: ${upload.markdown}` })
  return { upload, thread, path: `/uploads/${upload.id}` }
}

const megabyte = Buffer.alloc(1_000_000, 'a line of a log\n')

/** A new member with one megabyte of quota left. */
async function almostFull() {
  const newcomer = await forum.user({ trust: 'new' })
  const facts = { ownerId: newcomer.id, name: 'old.zip', contentType: 'application/zip' }
  const row = { ...facts, id: newcomer.username, bytes: 49_000_000, createdAt: forum.now() }
  await forum.connection.db.insert(uploads).values(row)
  return newcomer
}

const filesOnDisk = async () => {
  const names = await readdir(join(forum.folder, 'uploads'), { recursive: true })
  return names.filter((name) => name.length > 22).length
}

describe('an upload', () => {
  test('gets an unguessable URL and Markdown to paste', async () => {
    const { status, body } = await sendFile(author, '截图 (1).png', await png())
    expect(status).toBe(201)
    expect(body).toMatchObject({ name: '截图 (1).png', contentType: 'image/png', width: 20 })
    expect(body.id).toMatch(/^[\w-]{22}$/)
    expect(body.markdown).toBe(`![截图 (1).png](/api/v1/uploads/${body.id})`)
  })

  test('is for members, even silenced ones, who may need it for a ticket', async () => {
    expect((await sendFile(forum.guest, 'a.png', await png())).status).toBe(401)
    const silenced = await forum.user()
    await silence(forum, silenced)
    expect((await sendFile(silenced, 'a.png', await png())).status).toBe(201)
  })

  test('is refused if it is missing, too large or of a wrong type', async () => {
    expect((await sendForm(author, { text: 'no file' })).body.code).toBe('upload_missing')
    expect((await sendFile(author, 'a.zip', Buffer.alloc(11 * 1024 * 1024))).status).toBe(413)
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')
    const refused = await sendFile(author, 'a.svg', svg)
    expect([refused.status, refused.body.code]).toEqual([422, 'upload_type_refused'])
  })

  test('counts against its owner’s quota', async () => {
    const newcomer = await almostFull()
    expect((await sendFile(newcomer, 'a.log', megabyte)).status).toBe(201)
    const full = await sendFile(newcomer, 'a.log', megabyte)
    expect([full.status, full.body.code]).toEqual([409, 'upload_quota_used'])
    expect((await sendFile(author, 'a.log', megabyte)).status).toBe(201)
  })

  test('cannot share the last of the quota with a parallel one', async () => {
    const newcomer = await almostFull()
    const sending = Array.from({ length: 4 }, () => sendFile(newcomer, 'a.log', megabyte))
    const statuses = (await Promise.all(sending)).map(({ status }) => status)
    expect(statuses.toSorted()).toEqual([201, 409, 409, 409])
  })
})

describe('an upload is visible to', () => {
  test('only its uploader, until a post attaches it', async () => {
    const { id } = await image()
    expect((await author.get(`/uploads/${id}`)).headers['cache-control']).toBe('private, no-store')
    const staff = await forum.user({ role: 'admin' })
    for (const client of [forum.guest, other, staff])
      expect((await client.get(`/uploads/${id}`)).status).toBe(404)
  })

  test('everybody, once a public post attaches it', async () => {
    const { path } = await questionWithImage()
    const seen = await forum.guest.get(path)
    expect([seen.status, seen.headers['content-type']]).toEqual([200, 'image/png'])
    expect(seen.headers['cache-control']).toBe('private, max-age=31536000, immutable')
  })

  test('only author and moderators, if the post is hidden', async () => {
    const { path, thread } = await questionWithImage()
    const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
    await volunteer.post(`/posts/${thread.postId}/hiding`, { reason: 'spam' })
    for (const client of [forum.guest, other]) expect((await client.get(path)).status).toBe(404)
    expect((await volunteer.get(path)).headers['cache-control']).toBe('private, no-store')
    expect((await author.get(path)).status).toBe(200)
  })

  test('only staff, in a category for staff', async () => {
    const staff = await forum.user({ role: 'staff' })
    const upload = await image(staff)
    const inside = await forum.category({ rule: 'staff_only' })
    await createThread(staff, inside, { body: upload.markdown })
    const colleague = await forum.user({ role: 'staff' })
    expect((await colleague.get(`/uploads/${upload.id}`)).status).toBe(200)
    expect((await other.get(`/uploads/${upload.id}`)).status).toBe(404)
  })

  test('no user who links to another’s upload in a post', async () => {
    const { id, markdown } = await image()
    await createThread(other, categoryId, { body: `Mine now: ${markdown}` })
    expect((await other.get(`/uploads/${id}`)).status).toBe(404)
    await createThread(author, categoryId, { body: markdown })
    expect((await other.get(`/uploads/${id}`)).status).toBe(200)
  })

  test('readers of its first post, whoever quotes it', async () => {
    const { upload, path, thread } = await questionWithImage()
    await reply(author, thread.id, `Again: ${upload.markdown}`)
    const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
    await volunteer.post(`/posts/${thread.postId}/hiding`, { reason: 'leaked_secret' })
    expect((await other.get(path)).status).toBe(404)
  })
})

describe('a served file', () => {
  test('is no page, whatever it contains', async () => {
    const polyglot = Buffer.concat([await png(), Buffer.from('<script>alert(1)</script>')])
    const { body } = await sendFile(author, 'a.html', polyglot)
    const seen = await author.get(`/uploads/${body.id}`)
    expect(seen.text).not.toContain('script')
    expect(seen.headers).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': "inline; filename*=UTF-8''a.png",
      'x-content-type-options': 'nosniff'
    })
  })

  test('is downloaded unless it is an image', async () => {
    const pdf = Buffer.from('%PDF-1.7\n<script>alert(1)</script>')
    const { body } = await sendFile(author, '对账单.pdf', pdf)
    const { headers } = await author.get(`/uploads/${body.id}`)
    expect(headers['content-disposition']).toMatch(/^attachment; filename\*=UTF-8''%E5%AF/)
    expect(headers['content-security-policy']).toContain('sandbox')
  })
})

describe('an upload is erased', () => {
  test('after a day without a post, and no sooner', async () => {
    const { id } = await image()
    const { upload } = await questionWithImage()
    const files = await filesOnDisk()
    await cleanRetained(forum.context())
    expect(await filesOnDisk()).toBe(files)
    forum.advance(25 * hour)
    await cleanRetained(forum.context())
    await forum.settle()
    expect((await author.get(`/uploads/${id}`)).status).toBe(404)
    expect((await forum.guest.get(`/uploads/${upload.id}`)).status).toBe(200)
  })

  test('when the passage that shows it is redacted', async () => {
    const { upload, path, thread } = await questionWithImage()
    const files = await filesOnDisk()
    await author.post(`/posts/${thread.postId}/redaction`, { text: upload.markdown })
    await forum.settle()
    expect((await author.get(path)).status).toBe(404)
    expect(await filesOnDisk()).toBe(files - 1)
  })

  test('but not by an edit, which keeps it in the history', async () => {
    const { path, thread } = await questionWithImage()
    await author.patch(`/posts/${thread.postId}`, { body: 'No picture any more.' })
    await forum.settle()
    expect((await forum.guest.get(path)).status).toBe(200)
  })
})

describe('a form without scripts', () => {
  test('redirects to its page, with text and file in the draft', async () => {
    const { id } = await createThread(author, categoryId)
    const fields = { next: `/t/${id}#reply`, draft: `thread:${id}`, body: 'Typed\r\nso far' }
    const { status, headers } = await sendForm(author, fields, 'a.png', await png())
    expect([status, headers.location]).toEqual([303, `/t/${id}#reply`])
    const draft = await author.get(`/drafts/thread:${id}`)
    expect(draft.body.body).toMatch(
      /^Typed\nso far\n\n!\[a\.png\]\(\/api\/v1\/uploads\/[\w-]{22}\)$/
    )
  })

  test('redirects with the problem of a refused file, and loses nothing', async () => {
    const fields = {
      next: '/ask',
      draft: 'ask',
      title: 'A title',
      tags: 'api, 充值',
      body: 'Typed'
    }
    const { headers } = await sendForm(author, fields, 'a.exe', Buffer.from('MZ\0\0'))
    expect(headers.location).toBe('/ask?upload=upload_type_refused')
    const log = Buffer.from('POST /login 401\npassword: Harbour7!x\n')
    const { location } = (await sendForm(author, fields, 'a.log', log)).headers
    expect(location).toBe('/ask?upload=upload_secret_in_text&line=2')
    expect((await author.get('/drafts/ask')).body).toMatchObject({
      tags: ['api', '充值'],
      title: 'A title',
      body: 'Typed'
    })
  })

  test('redirects to no other site', async () => {
    const { headers } = await sendForm(author, { next: '//evil.example' }, 'a.png', await png())
    expect(headers.location).toBe('/')
  })
})
