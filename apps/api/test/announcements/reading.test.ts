import { beforeEach, expect, test } from 'vitest'
import { after } from '@stoa/core'
import { startForum, type Client } from '../forum.ts'
import { announce, announcer, listServices, words } from './writing.ts'

const forum = startForum()
let author: Client
beforeEach(async () => {
  author = await announcer(forum)
})

const resolve = (id: number | undefined) =>
  author.post(`/announcements/${id}/updates`, {
    ...{ phase: 'resolved', translations: { en: 'It works again.' } }
  })

const minutes = 10 * 60_000

const ids = ({ body }: { body: { items: { id: number }[] } }) => body.items.map(({ id }) => id)

test('a reader gets their language, or the nearest one with a hint', async () => {
  const id = await announce(author)
  const read = async (language: string) =>
    (await forum.guest.get(`/announcements/${id}`, { 'accept-language': language })).body
      .announcement
  expect(await read('zh-CN')).toMatchObject({ language: 'zh-CN', translated: true })
  expect(await read('zh-TW')).toMatchObject({
    ...{ language: 'zh-CN', translated: false, title: words['zh-CN'].title },
    languages: ['zh-CN', 'en']
  })
})

test('announcements for a staff-only category are 404 to others', async () => {
  const categories = [await forum.category({ rule: 'staff_only' })]
  const id = await announce(author, { categories, severity: 'critical' })
  const seen = async (client: Client) => ({
    status: (await client.get(`/announcements/${id}`)).status,
    listed: ids(await client.get('/announcements')).includes(id),
    above: (await client.get('/me')).body.banners.some((banner: { id: number }) => banner.id === id)
  })
  expect(await seen(forum.guest)).toEqual({ status: 404, listed: false, above: false })
  const staff = await forum.user({ role: 'staff' })
  expect(await seen(staff)).toEqual({ status: 200, listed: true, above: true })
})

test('important announcements are above every page while they are current', async () => {
  const expiresAt = after(forum.now(), minutes)
  const id = await announce(author, { severity: 'important', expiresAt })
  const above = async () =>
    (await forum.guest.get('/me')).body.banners.map((banner: { id: number }) => banner.id)
  expect(await above()).toContain(id)
  forum.advance(minutes + 1000)
  expect(await above()).not.toContain(id)
})

test('a planned announcement is below those that go on', async () => {
  const severity = 'important'
  const [startsAt, endsAt] = [after(forum.now(), minutes), after(forum.now(), 2 * minutes)]
  const goesOn = () => announce(author, { type: 'info', severity })
  const early = await goesOn()
  const planned = await announce(author, { type: 'maintenance', severity, startsAt, endsAt })
  const ours = [early, planned, await goesOn()]
  const above = async () =>
    (await forum.guest.get('/me')).body.banners
      .map((banner: { id: number }) => banner.id)
      .filter((id: number) => ours.includes(id))
  expect((await above()).indexOf(planned)).toBe(2)
  forum.advance(minutes)
  expect((await above()).indexOf(planned)).toBe(1)
})

test('pinned announcements are banners, in order and until a date', async () => {
  const categories = [await forum.category({})]
  const hidden = await forum.category({ rule: 'staff_only' })
  const until = after(forum.now(), minutes)
  const second = await announce(author, { categories, pin: { until, order: 2 } })
  const first = await announce(author, {
    ...{ categories: [...categories, hidden], pin: { until, order: 1 } }
  })
  const strip = async () =>
    (await forum.guest.get('/me')).body.banners
      .filter(({ id }: { id: number }) => [first, second].includes(id))
      .map(({ id, categoryIds }: Record<string, unknown>) => [id, categoryIds])
  expect(await strip()).toEqual([
    [first, categories],
    [second, categories]
  ])
  forum.advance(minutes + 1000)
  expect(await strip()).toEqual([])
})

test('announcements are found by words in either script, service, type and month', async () => {
  const translations = { 'zh-CN': { title: '充值通道升级完成', body: '感谢等待。' } }
  await listServices(forum, { top_ups: '充值' })
  const id = await announce(author, { type: 'feature', services: ['充值'], translations })
  const find = async (query: Record<string, string>) =>
    ids(await forum.guest.get(`/announcements?${new URLSearchParams(query).toString()}`))
  expect(await find({ q: '充值通道升級' })).toEqual([id])
  expect(await find({ q: '100%' })).toEqual([])
  expect(await find({ service: 'top_ups', type: 'feature' })).toEqual([id])
  expect(await find({ service: 'top_ups', type: 'risk' })).toEqual([])
  const [year = '', month = ''] = forum.now().split('-')
  expect(await find({ year, month, service: 'top_ups' })).toEqual([id])
  expect(await find({ year: '2020' })).toEqual([])
  const { months, services } = (await forum.guest.get('/announcements/archive')).body
  expect(months[0]).toMatchObject({ year: Number(year), month: Number(month) })
  expect(services).toContainEqual({ key: 'top_ups', name: '充值' })
})

test('incidents that go on are listed first, on the first page only, until resolved', async () => {
  await listServices(forum, { first: 'First' })
  const services = ['first']
  const incident = await announce(author, { type: 'incident', services })
  for (let count = 0; count < 20; count += 1) await announce(author, { services })
  const list = (more = '') => forum.guest.get(`/announcements?service=first${more}`)
  const page = await list()
  expect(ids(page)[0]).toBe(incident)
  const rest = ids(await list(`&cursor=${page.body.next}`))
  expect([rest.length, rest.includes(incident)]).toEqual([1, false])
  await resolve(incident)
  expect(ids(await list())).not.toContain(incident)
})

test('a resolved incident is below an older one that goes on, however severe', async () => {
  const ours = [
    await announce(author, { type: 'incident' }),
    await announce(author, { type: 'incident', severity: 'critical' })
  ]
  const above = async (): Promise<number[]> =>
    (await forum.guest.get('/me')).body.banners
      .map((banner: { id: number }) => banner.id)
      .filter((id: number) => ours.includes(id))
  expect(await above()).toEqual([ours[1], ours[0]])
  await resolve(ours[1])
  expect(await above()).toEqual(ours)
  // Without news for a day it is folded, but still before what is over.
  forum.advance(25 * 3600_000)
  expect(await above()).toEqual(ours)
})

test('times out of order are refused', async () => {
  const now = forum.now()
  const send = (values: object) =>
    author.post('/announcements', { type: 'maintenance', translations: words, ...values })
  const refused = async (values: object) => (await send(values)).body.errors?.[0]?.path
  expect(await refused({ expiresAt: after(now, -1000) })).toBe('expiresAt')
  expect(await refused({ publishAt: after(now, 9000), expiresAt: after(now, 5000) })).toBe(
    'expiresAt'
  )
  expect(await refused({ startsAt: after(now, 9000), endsAt: after(now, 5000) })).toBe('endsAt')
  expect(await refused({ discussion: 'open' })).toBe('discussion')
  expect(await refused({ categories: [999_999] })).toBe('categories')
})

test('a long list continues where it stopped', async () => {
  await listServices(forum, { paging: 'Paging' })
  for (let count = 0; count < 21; count += 1) await announce(author, { services: ['paging'] })
  const first = await forum.guest.get('/announcements?service=paging')
  expect(first.body.items).toHaveLength(20)
  const { body } = await forum.guest.get(`/announcements?service=paging&cursor=${first.body.next}`)
  expect(body.items).toHaveLength(1)
  expect(body.next).toBeNull()
})
