import { describe, expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { asks } from './writing.ts'

const forum = startForum()

const inEvery = (text: string) => ({ en: text, 'zh-CN': text, 'zh-TW': text })
const deposits = {
  slug: 'deposits',
  name: { en: 'Deposits', 'zh-CN': '充值', 'zh-TW': '儲值' },
  description: inEvery('Money in')
}
const sub = (slug: string, parentId: number | null, more: object = {}) => ({
  ...deposits,
  slug,
  parentId,
  ...more
})

const seenBy = async (client: Client, language = 'en') =>
  (await client.get('/categories', { 'accept-language': language })).body.items as {
    id: number
    slug: string
    name: string
    rule: string
    threadCount: number
    can: { ask: boolean; moderate: boolean }
  }[]

const slugsSeenBy = async (client: Client) => (await seenBy(client)).map(({ slug }) => slug)
const byId = async (client: Client, id: number) =>
  (await seenBy(client)).find((category) => category.id === id)

test('an admin reads a category in every language; others do not', async () => {
  const admin = await forum.user({ role: 'admin' })
  const { id } = (await admin.post('/categories', sub('in-every-language', null))).body
  const { body } = await admin.get(`/categories/${id}`)
  expect(body).toMatchObject({ id, slug: 'in-every-language', name: deposits.name, rule: 'public' })
  expect((await admin.get('/categories/9000000000')).status).toBe(404)
  const staff = await forum.user({ role: 'staff' })
  expect((await staff.get(`/categories/${id}`)).status).toBe(403)
})

test('an admin adds a category, and readers see its name in their language', async () => {
  const admin = await forum.user({ role: 'admin' })
  const { status, body } = await admin.post('/categories', deposits)
  expect(status).toBe(201)
  const named = async (language: string) =>
    (await seenBy(forum.guest, language)).find(({ id }) => id === body.id)?.name
  expect(await named('en')).toBe('Deposits')
  expect(await named('zh-CN')).toBe('充值')
  expect(await named('zh-Hant')).toBe('儲值')
})

test('nobody below admin adds or changes a category', async () => {
  const id = await forum.category()
  for (const client of [await forum.user(), await forum.user({ role: 'staff' })]) {
    expect((await client.post('/categories', sub('mine', null))).status).toBe(403)
    expect((await client.patch(`/categories/${id}`, { position: 1 })).status).toBe(403)
  }
  expect((await forum.guest.post('/categories', sub('mine', null))).status).toBe(401)
})

test('a taken slug is refused on its field', async () => {
  const admin = await forum.user({ role: 'admin' })
  await admin.post('/categories', sub('taken', null))
  const { status, body } = await admin.post('/categories', sub('taken', null))
  expect([status, body.errors[0].path]).toEqual([422, 'slug'])
})

test('a change keeps fields that it does not name', async () => {
  const admin = await forum.user({ role: 'admin' })
  const parentId = await forum.category()
  const id = await forum.category({ parentId, rule: 'approve_first', position: 7 })
  const changed = await admin.patch(`/categories/${id}`, { name: inEvery('Renamed') })
  expect(changed.status).toBe(204)
  expect(await byId(admin, id)).toMatchObject({ name: 'Renamed', parentId, rule: 'approve_first' })
  expect((await admin.patch('/categories/999999', { position: 1 })).status).toBe(404)
})

describe('nesting', () => {
  test('is one level deep', async () => {
    const admin = await forum.user({ role: 'admin' })
    const parent = await forum.category()
    const child = await forum.category({ parentId: parent })
    const refused = [
      await admin.post('/categories', sub('grandchild', child)),
      await admin.post('/categories', sub('orphan', 999_999)),
      await admin.patch(`/categories/${parent}`, { parentId: await forum.category() }),
      await admin.patch(`/categories/${parent}`, { parentId: parent })
    ]
    for (const { status, body } of refused)
      expect([status, body.errors?.[0].path]).toEqual([422, 'parentId'])
  })

  test('lists sub-categories after their parent, whose count includes them', async () => {
    const parentId = await forum.category({ slug: 'parent', position: 1 })
    await forum.category({ slug: 'between', position: 2 })
    const id = await forum.category({ slug: 'child', parentId, position: 3 })
    await asks(await forum.user(), id)
    await forum.category({ slug: 'last', position: 4 })
    const slugs = await slugsSeenBy(forum.guest)
    expect(slugs.indexOf('child')).toBe(slugs.indexOf('parent') + 1)
    expect(await byId(forum.guest, parentId)).toMatchObject({ threadCount: 1 })
  })
})

describe('a staff-only category', () => {
  test('is visible to staff only and counts for nobody else', async () => {
    const parentId = await forum.category()
    const id = await forum.category({ slug: 'secret', parentId, rule: 'staff_only' })
    const staff = await forum.user({ role: 'staff' })
    await asks(staff, id)
    await forum.category()
    for (const client of [
      forum.guest,
      await forum.user(),
      await forum.user({ role: 'volunteer' })
    ]) {
      expect(await slugsSeenBy(client)).not.toContain('secret')
      expect(await byId(client, parentId)).toMatchObject({ threadCount: 0 })
    }
    expect(await byId(staff, parentId)).toMatchObject({ threadCount: 1 })
  })

  test('makes its sub-categories staff-only and accepts no others', async () => {
    const admin = await forum.user({ role: 'admin' })
    const parentId = await forum.category()
    const id = await forum.category({ parentId })
    await admin.patch(`/categories/${parentId}`, { rule: 'staff_only' })
    expect((await byId(admin, id))?.rule).toBe('staff_only')
    const opened = await admin.patch(`/categories/${id}`, { rule: 'public' })
    expect([opened.status, opened.body.errors[0].path]).toEqual([422, 'rule'])
    const added = await admin.post('/categories', sub('open-below', parentId))
    expect(added.body.errors[0].path).toBe('rule')
  })
})

describe('moderators', () => {
  test('are appointed for a category with its sub-categories, until removed', async () => {
    const admin = await forum.user({ role: 'admin' })
    const volunteer = await forum.user({ role: 'volunteer' })
    const parentId = await forum.category()
    const id = await forum.category({ parentId })
    const path = `/categories/${parentId}/moderators/${volunteer.username}`
    expect((await admin.put(path)).status).toBe(204)
    expect((await byId(volunteer, id))?.can.moderate).toBe(true)
    const { body } = await admin.get(`/categories/${parentId}/moderators`)
    expect(body.items).toEqual([{ username: volunteer.username }])
    expect((await admin.delete(path)).status).toBe(204)
    expect((await byId(volunteer, id))?.can.moderate).toBe(false)
    expect((await admin.delete(path)).status).toBe(404)
  })

  test('must be volunteers and are appointed by admins', async () => {
    const id = await forum.category()
    const [admin, member] = [await forum.user({ role: 'admin' }), await forum.user()]
    const path = `/categories/${id}/moderators/${member.username}`
    expect((await admin.put(path)).status).toBe(422)
    expect((await admin.put(`/categories/${id}/moderators/nobody`)).status).toBe(404)
    expect((await (await forum.user({ role: 'staff' })).put(path)).status).toBe(403)
  })
})

test('a reader is told where they may ask', async () => {
  const id = await forum.category({ rule: 'read_only' })
  expect((await byId(await forum.user(), id))?.can).toEqual({ ask: false, moderate: false })
  expect((await byId(await forum.user({ role: 'staff' }), id))?.can.ask).toBe(true)
})
