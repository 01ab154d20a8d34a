import { beforeAll, expect, test } from 'vitest'
import { followClock } from '@stoa/announcements'
import { startForum } from '../forum.ts'
import { announce, announcer, draft, publish, words } from './writing.ts'

const forum = startForum()
const names = { en: 'Listing', 'zh-CN': '上架公告', 'zh-TW': '上架通知' }
let author: Awaited<ReturnType<typeof announcer>>
let admin: typeof author

beforeAll(async () => {
  author = await announcer(forum)
  admin = await forum.user({ role: 'admin' })
  await admin.post('/announcements/types', { key: 'listing', names, basis: 'feature' })
})

test('an added type can be announced, named in the reader’s language and filtered by', async () => {
  const id = await announce(author, { type: 'listing', severity: 'important' })
  const zh = { 'accept-language': 'zh-TW' }
  const { announcement } = (await forum.guest.get(`/announcements/${id}`, zh)).body
  expect(announcement).toMatchObject({ type: 'listing', typeName: '上架通知', basis: 'feature' })
  const listed = (await forum.guest.get('/announcements?type=listing')).body.items
  expect(listed.map((row: { id: number }) => row.id)).toEqual([id])
  const { banners } = (await forum.guest.get('/me', zh)).body
  expect(banners).toMatchObject([{ id, typeName: '上架通知', basis: 'feature' }])
  const { document } = (await forum.guest.get(`/announcements/${id}/signed`)).body
  expect(document).toMatchObject({ type: 'listing', basis: 'feature' })
})

test('followers of an added type are notified, those of its basis are not', async () => {
  const [follower, other] = await Promise.all([forum.user(), forum.user()])
  await follower.put('/announcements/followed-types/listing')
  await other.put('/announcements/followed-types/feature')
  expect((await follower.put('/announcements/followed-types/gossip')).status).toBe(404)
  const id = await announce(author, { type: 'listing' })
  forum.advance(3 * 60_000)
  await followClock(forum.context())
  await forum.settle()
  const told = async (reader: typeof follower) =>
    (await reader.get('/notifications')).body.items.map((note: { url: string }) => note.url)
  expect(await told(follower)).toContainEqual(expect.stringContaining(`/announcements/${id}/`))
  expect(await told(other)).toEqual([])
})

test('an added type follows the rules of its basis', async () => {
  const outage = { key: 'api_outage', names, basis: 'incident' }
  expect((await admin.post('/announcements/types', outage)).status).toBe(201)
  const translations = { en: { title: 'The API is down', body: 'See https://elsewhere.example/.' } }
  const held = await draft(author, { type: 'api_outage', translations })
  expect((await publish(author, held)).body.state).toBe('awaiting')
  const id = await announce(author, { type: 'api_outage' })
  const update = { phase: 'resolved', translations: { en: 'It works.' } }
  expect((await author.post(`/announcements/${id}/updates`, update)).status).toBe(201)
  const listing = await announce(author, { type: 'listing' })
  expect((await author.post(`/announcements/${listing}/updates`, update)).status).toBe(422)
})

test('a removed type cannot be announced, and its announcements keep its name', async () => {
  const id = await announce(author, { type: 'listing' })
  expect((await admin.delete('/announcements/types/listing')).status).toBe(204)
  const input = { type: 'listing', translations: words }
  expect((await author.post('/announcements', input)).status).toBe(422)
  expect((await author.patch(`/announcements/${id}`, input)).status).toBe(200)
  const { announcement } = (await forum.guest.get(`/announcements/${id}`)).body
  expect(announcement.typeName).toBe('Listing')
  const known = async () => (await forum.guest.get('/announcements/types')).body.items
  expect(await known()).toContainEqual(expect.objectContaining({ key: 'listing', offered: false }))
  await admin.patch('/announcements/types/listing', { offered: true })
  expect((await author.post('/announcements', input)).status).toBe(201)
})

test('a key is used once, and a type that was never used is deleted', async () => {
  const unused = { key: 'fees', names, basis: 'info' }
  await admin.post('/announcements/types', unused)
  expect((await admin.post('/announcements/types', unused)).body.code).toBe(
    'announcement_type_taken'
  )
  const builtIn = await admin.post('/announcements/types', { ...unused, key: 'risk' })
  expect(builtIn.body.code).toBe('announcement_type_taken')
  expect((await admin.delete('/announcements/types/fees')).status).toBe(204)
  const { items } = (await forum.guest.get('/announcements/types')).body
  expect(items.some(({ key }: { key: string }) => key === 'fees')).toBe(false)
  expect((await admin.delete('/announcements/types/risk')).status).toBe(404)
})
