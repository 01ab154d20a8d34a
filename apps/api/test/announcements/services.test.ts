import { beforeAll, expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { announce, announcer, words } from './writing.ts'

const forum = startForum()
const hour = 3600_000
const named = (name: string) => ({ en: name, 'zh-CN': name, 'zh-TW': name })
let author: Client
let admin: Client

beforeAll(async () => {
  author = await announcer(forum)
  admin = await forum.user({ role: 'admin' })
  const names = { en: 'Withdrawals', 'zh-CN': '提现', 'zh-TW': '提領' }
  await admin.post('/announcements/services', { key: 'withdrawals', names })
  for (const key of ['deposits', 'cards', 'api'])
    await admin.post('/announcements/services', { key, names: named(key) })
})

type Service = { key: string; name: string; state: string; announcements: { id: number }[] }
const listed = async (client: Client = forum.guest) =>
  (await client.get('/announcements/services')).body.items as Service[]
const serviceOf = async (key: string) => (await listed()).find((one) => one.key === key)

test('services are read once for all pages, until one changes', async () => {
  await listed()
  expect(await forum.count(listed)).toBe(0)
  await admin.patch('/announcements/services/cards', { names: named('Debit cards') })
  expect((await serviceOf('cards'))?.name).toBe('Debit cards')
})

test('staff-only announcements change no state that others can see', async () => {
  const hidden = await forum.category({ rule: 'staff_only' })
  await announce(author, { type: 'incident', services: ['cards'], categories: [hidden] })
  expect((await serviceOf('cards'))?.state).toBe('operational')
  expect((await listed(author)).find(({ key }) => key === 'cards')?.state).toBe('operational')
})

test('an announcement names services in any language, and shows the reader’s', async () => {
  const id = await announce(author, { services: ['提領', 'withdrawals', 'deposits'] })
  const { body } = await forum.guest.get(`/announcements/${id}`, { 'accept-language': 'zh-CN' })
  expect(body.announcement.services).toEqual(['提现', 'deposits'])
  await admin.patch('/announcements/services/withdrawals', { names: named('Payouts') })
  expect((await forum.guest.get(`/announcements/${id}`)).body.announcement.services).toEqual([
    ...['Payouts', 'deposits']
  ])
  const found = (await forum.guest.get('/announcements?service=withdrawals')).body.items
  expect(found.map((row: { id: number }) => row.id)).toContain(id)
})

test('only listed services can be chosen; an announcement keeps one that was archived', async () => {
  const values = { type: 'info', translations: words, services: ['cards', 'Cardz'] }
  const { status, body } = await author.post('/announcements', values)
  expect([status, body.errors[0].path]).toEqual([422, 'services.1'])
  const id = await announce(author, { services: ['cards'] })
  await admin.put('/announcements/services/cards/archiving')
  const kept = { ...values, services: ['cards'] }
  expect((await author.patch(`/announcements/${id}`, kept)).status).toBe(200)
  expect((await author.post('/announcements', kept)).status).toBe(422)
  await admin.delete('/announcements/services/cards/archiving')
  expect((await author.post('/announcements', kept)).status).toBe(201)
})

test('an archived service is shown to admins only, and can be restored', async () => {
  expect((await admin.put('/announcements/services/api/archiving')).status).toBe(204)
  expect(await serviceOf('api')).toBeUndefined()
  expect((await listed(admin)).find(({ key }) => key === 'api')).toMatchObject({ archived: true })
  await admin.delete('/announcements/services/api/archiving')
  expect(await serviceOf('api')).toMatchObject({ archived: false })
})

test('a service needs a name in the default language and a key of its own', async () => {
  const add = (key: string, names: object) => admin.post('/announcements/services', { key, names })
  expect((await add('nameless', {})).status).toBe(422)
  expect((await add('named', { en: '' })).status).toBe(422)
  const { status, body } = await add('withdrawals', named('Again'))
  expect([status, body.code]).toEqual([409, 'service_taken'])
  const made = async (names: object) =>
    (await admin.post('/announcements/services', { names })).body
  expect(await made(named('Card payments'))).toEqual({ key: 'service_card_payments' })
  expect((await made(named('Card payments'))).code).toBe('service_taken')
  expect((await made(named('卡支付'))).key).toMatch(/^service_[0-9a-f]{12}$/)
  expect(
    (await author.post('/announcements/services', { key: 'mine', names: named('Mine') })).status
  ).toBe(403)
})

test('a service has the state of the worst current announcement that names it', async () => {
  const startsAt = new Date(Date.parse(forum.now()) + hour).toISOString()
  const endsAt = new Date(Date.parse(forum.now()) + 2 * hour).toISOString()
  const window = { type: 'maintenance', startsAt, endsAt, services: ['deposits'] }
  await announce(author, window)
  expect(await serviceOf('deposits')).toMatchObject({ state: 'operational', announcements: [] })
  forum.advance(1.5 * hour)
  expect((await serviceOf('deposits'))?.state).toBe('maintenance')
  // Sessions of staff end after half an hour.
  const later = await announcer(forum)
  const degraded = await announce(later, { type: 'incident', services: ['deposits'] })
  expect((await serviceOf('deposits'))?.state).toBe('degraded')
  const outage = await announce(later, {
    ...{ type: 'incident', severity: 'critical', services: ['deposits'] }
  })
  const { announcements, state } = (await serviceOf('deposits')) ?? {}
  expect(state).toBe('outage')
  expect(announcements?.slice(0, 2).map(({ id }) => id)).toEqual([outage, degraded])
  for (const id of [outage, degraded])
    await later.post(`/announcements/${id}/updates`, {
      ...{ phase: 'resolved', translations: { en: 'It works.' } }
    })
  forum.advance(hour)
  expect((await serviceOf('deposits'))?.state).toBe('operational')
})
