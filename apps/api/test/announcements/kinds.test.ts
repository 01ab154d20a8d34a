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
  await admin.post('/announcements/kinds', { key: 'listing', names, basis: 'feature' })
})

test('an added kind can be announced, named in the reader’s language and filtered by', async () => {
  const id = await announce(author, { kind: 'listing', severity: 'important' })
  const zh = { 'accept-language': 'zh-TW' }
  const { announcement } = (await forum.guest.get(`/announcements/${id}`, zh)).body
  expect(announcement).toMatchObject({ kind: 'listing', kindName: '上架通知', basis: 'feature' })
  const listed = (await forum.guest.get('/announcements?kind=listing')).body.items
  expect(listed.map((row: { id: number }) => row.id)).toEqual([id])
  const { banners } = (await forum.guest.get('/me', zh)).body
  expect(banners).toMatchObject([{ id, kindName: '上架通知', basis: 'feature' }])
  const { document } = (await forum.guest.get(`/announcements/${id}/signed`)).body
  expect(document).toMatchObject({ kind: 'listing', basis: 'feature' })
})

test('followers of an added kind are notified, those of its basis are not', async () => {
  const [follower, other] = await Promise.all([forum.user(), forum.user()])
  await follower.put('/announcements/followed-kinds/listing')
  await other.put('/announcements/followed-kinds/feature')
  expect((await follower.put('/announcements/followed-kinds/gossip')).status).toBe(404)
  const id = await announce(author, { kind: 'listing' })
  forum.advance(3 * 60_000)
  await followClock(forum.context())
  await forum.settle()
  const told = async (reader: typeof follower) =>
    (await reader.get('/notifications')).body.items.map((note: { url: string }) => note.url)
  expect(await told(follower)).toContainEqual(expect.stringContaining(`/announcements/${id}/`))
  expect(await told(other)).toEqual([])
})

test('an added kind follows the rules of its basis', async () => {
  const outage = { key: 'api_outage', names, basis: 'incident' }
  expect((await admin.post('/announcements/kinds', outage)).status).toBe(204)
  const translations = { en: { title: 'The API is down', body: 'See https://elsewhere.example/.' } }
  const held = await draft(author, { kind: 'api_outage', translations })
  expect((await publish(author, held)).body.state).toBe('awaiting')
  const id = await announce(author, { kind: 'api_outage' })
  const update = { phase: 'resolved', translations: { en: 'It works.' } }
  expect((await author.post(`/announcements/${id}/updates`, update)).status).toBe(201)
  const listing = await announce(author, { kind: 'listing' })
  expect((await author.post(`/announcements/${listing}/updates`, update)).status).toBe(422)
})

test('a removed kind cannot be announced, and its announcements keep its name', async () => {
  const id = await announce(author, { kind: 'listing' })
  expect((await admin.delete('/announcements/kinds/listing')).status).toBe(204)
  const input = { kind: 'listing', translations: words }
  expect((await author.post('/announcements', input)).status).toBe(422)
  expect((await author.patch(`/announcements/${id}`, input)).status).toBe(200)
  const { announcement } = (await forum.guest.get(`/announcements/${id}`)).body
  expect(announcement.kindName).toBe('Listing')
  const known = async () => (await forum.guest.get('/announcements/kinds')).body.items
  expect(await known()).toContainEqual(expect.objectContaining({ key: 'listing', offered: false }))
  await admin.patch('/announcements/kinds/listing', { offered: true })
  expect((await author.post('/announcements', input)).status).toBe(201)
})

test('a key is used once, and a kind that was never used is deleted', async () => {
  const unused = { key: 'fees', names, basis: 'info' }
  await admin.post('/announcements/kinds', unused)
  expect((await admin.post('/announcements/kinds', unused)).body.code).toBe(
    'announcement_kind_taken'
  )
  const builtIn = await admin.post('/announcements/kinds', { ...unused, key: 'risk' })
  expect(builtIn.body.code).toBe('announcement_kind_taken')
  expect((await admin.delete('/announcements/kinds/fees')).status).toBe(204)
  const { items } = (await forum.guest.get('/announcements/kinds')).body
  expect(items.some(({ key }: { key: string }) => key === 'fees')).toBe(false)
  expect((await admin.delete('/announcements/kinds/risk')).status).toBe(404)
})
