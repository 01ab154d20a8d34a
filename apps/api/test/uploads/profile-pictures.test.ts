import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { uploads } from '@stoa/uploads/tables'
import { createClient } from '../client.ts'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'
import { sentMails } from '../mails.ts'
import { picture as noise } from './drawing.ts'
import { sendForm } from './sending.ts'

const forum = startForum()

const propose = async (client: Client, bytes?: Buffer) =>
  sendForm(client, {}, 'me.png', bytes ?? (await noise(300, 200)), '/api/v1/me/picture')

const changeOf = async (admin: Client, id: string) =>
  (await admin.get('/approvals')).body.items.find(
    ({ subject }: { subject: { uploadId?: string } }) => subject.uploadId === id
  )

const confirm = (admin: Client, { id }: { id: number }) => admin.post(`/approvals/${id}/approval`)

const pictureOf = async ({ username }: { username: string }) =>
  (await forum.guest.get(`/users/${username}`)).body.picture

const filesOf = async (ownerId: number) =>
  (
    await forum.connection.db
      .select({ id: uploads.id, erasedAt: uploads.erasedAt })
      .from(uploads)
      .where(eq(uploads.ownerId, ownerId))
  )
    .filter(({ erasedAt }) => erasedAt === null)
    .map(({ id }) => id)

const seenBy = async (client: Client, id: string) => (await client.get(`/uploads/${id}`)).status

async function approved() {
  const [staff, admin] = [await forum.user({ role: 'staff' }), await forum.user({ role: 'admin' })]
  const { id } = (await propose(staff)).body
  expect((await confirm(admin, await changeOf(admin, id))).status).toBe(204)
  return { staff, admin, id }
}

test('nobody but the owner and admins sees a picture before it is approved', async () => {
  const [staff, admin] = [await forum.user({ role: 'staff' }), await forum.user({ role: 'admin' })]
  const { status, body } = await propose(staff)
  expect([status, body.waits]).toEqual([201, true])
  for (const [client, seen] of [
    [staff, 200],
    [admin, 200],
    [forum.guest, 404],
    [await forum.user({ role: 'staff' }), 404]
  ] as const)
    expect(await seenBy(client, body.id)).toBe(seen)
  expect(await pictureOf(staff)).toBeNull()
  expect((await staff.get('/me/picture')).body.waiting).toBe(body.id)
  forum.advance(48 * 3600_000)
  expect(await pictureOf(staff)).toBeNull()
})

test('a second admin approves the picture, and everybody sees it in threads', async () => {
  const { staff, id } = await approved()
  expect([await pictureOf(staff), await seenBy(forum.guest, id)]).toEqual([id, 200])
  const thread = await createThread(staff, await forum.category())
  const [post] = (await forum.guest.get(`/threads/${thread.id}`)).body.posts
  expect(post.author.picture).toBe(id)
})

test('an admin does not approve their own picture', async () => {
  const admin = await forum.user({ role: 'admin' })
  const { id } = (await propose(admin)).body
  const change = await changeOf(admin, id)
  expect(change.can.approve).toBe(false)
  expect((await confirm(admin, change)).body.code).toBe('second_person_needed')
  expect(await pictureOf(admin)).toBeNull()
})

test('an admin does not approve the picture of somebody whom they alone appointed', async () => {
  const [admin, other] = [await forum.user({ role: 'admin' }), await forum.user({ role: 'admin' })]
  const { id, username } = await forum.user({ role: 'staff' })
  await admin.put(`/users/${username}/role`, { role: 'staff', capabilities: ['desk'] })
  const cookie = await forum.session(username)
  const staff = createClient(forum.app, forum.origin, { id, username, headers: { cookie } })
  const change = await changeOf(other, (await propose(staff)).body.id)
  expect((await confirm(admin, change)).body.code).toBe('second_person_needed')
  expect((await confirm(other, change)).status).toBe(204)
})

test('members and volunteers upload no picture', async () => {
  for (const role of ['member', 'volunteer'] as const) {
    const user = await forum.user({ role })
    expect((await propose(user)).status).toBe(403)
    expect((await user.get('/me/picture')).body).toEqual({ waiting: null, can: { upload: false } })
    expect(await filesOf(user.id)).toEqual([])
  }
})

test('a picture becomes a square WebP without its metadata', async () => {
  const staff = await forum.user({ role: 'staff' })
  const photo = await sharp(await noise(900, 500))
    .withExif({ IFD3: { GPSLatitude: '51/1' } })
    .jpeg()
    .toBuffer()
  const { id } = (await propose(staff, photo)).body
  const answer = await staff.inject({ method: 'GET', url: `/api/v1/uploads/${id}` })
  const facts = await sharp(answer.raw).metadata()
  expect(facts).toMatchObject({ format: 'webp', width: 256, height: 256 })
  expect(facts.exif).toBeUndefined()
})

test('what is no picture is refused, and nothing waits', async () => {
  const staff = await forum.user({ role: 'staff' })
  const broken = (await noise(90, 90)).subarray(0, 200)
  for (const bytes of [Buffer.from('Hello'), Buffer.alloc(0), broken])
    expect((await propose(staff, bytes)).status).toBe(422)
  expect((await staff.get('/me/picture')).body.waiting).toBeNull()
})

test('approving a picture that was replaced meanwhile shows neither', async () => {
  const [staff, admin] = [await forum.user({ role: 'staff' }), await forum.user({ role: 'admin' })]
  const first = (await propose(staff)).body
  const change = await changeOf(admin, first.id)
  const second = (await propose(staff)).body
  expect((await confirm(admin, change)).status).toBe(404)
  expect(await pictureOf(staff)).toBeNull()
  expect(await filesOf(staff.id)).toEqual([second.id])
})

test('of two pictures sent at once one waits, and two approvals count once', async () => {
  const staff = await forum.user({ role: 'staff' })
  const admins = [await forum.user({ role: 'admin' }), await forum.user({ role: 'admin' })]
  await Promise.all([propose(staff), propose(staff)])
  const { waiting } = (await staff.get('/me/picture')).body
  expect(await filesOf(staff.id)).toEqual([waiting])
  const change = await changeOf(admins[0] ?? staff, waiting)
  const answers = await Promise.all(admins.map((admin) => confirm(admin, change)))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 404])
  expect(await pictureOf(staff)).toBe(waiting)
})

test('a refused picture is erased, and its owner is mailed', async () => {
  const [staff, admin] = [await forum.user({ role: 'staff' }), await forum.user({ role: 'admin' })]
  const { id } = (await propose(staff)).body
  expect(
    (
      await admin.post(`/approvals/${(await changeOf(admin, id)).id}/refusal`, {
        reason: 'Nobody asked for it.'
      })
    ).status
  ).toBe(204)
  expect([await seenBy(staff, id), await filesOf(staff.id)]).toEqual([404, []])
  await forum.settle()
  const subjects = (await sentMails(forum)).map(({ subject }) => subject)
  expect(subjects).toContain('Your profile picture was not approved')
})

test('an admin removes a picture, and others may not', async () => {
  const { staff, admin, id } = await approved()
  const path = `/users/${staff.username}/picture`
  expect((await (await forum.user({ role: 'staff' })).delete(path)).status).toBe(403)
  expect((await admin.delete(path)).status).toBe(204)
  await forum.settle()
  expect([await pictureOf(staff), await seenBy(forum.guest, id)]).toEqual([null, 404])
  expect(await filesOf(staff.id)).toEqual([])
  expect((await admin.delete(path)).status).toBe(404)
})

test('whoever chooses a drawn picture erases the uploaded one', async () => {
  const { staff, id } = await approved()
  await staff.patch('/me', { picture: 'owl' })
  await forum.settle()
  expect([await pictureOf(staff), await seenBy(staff, id)]).toEqual(['owl', 404])
})

test('whoever leaves the staff falls back to the letter', async () => {
  const { staff, admin, id } = await approved()
  const waiting = (await propose(staff)).body
  const path = `/users/${staff.username}/role`
  expect((await admin.put(path, { role: 'member', capabilities: [] })).status).toBeLessThan(300)
  expect(await pictureOf(staff)).toBeNull()
  await forum.settle()
  expect(await filesOf(staff.id)).toEqual([])
  expect(await changeOf(admin, waiting.id)).toBeUndefined()
  expect(await seenBy(forum.guest, id)).toBe(404)
})
