import { beforeEach, expect, test } from 'vitest'
import { locales } from '@stoa/messages'
import { invalidateSite } from '@stoa/site'
import { siteSettings } from '@stoa/site/schema'
import { packNames, readPack } from '../../src/packs/pack.ts'
import { startForum, type Client } from '../forum.ts'

const forum = startForum({ opened: false })
let admin: Client

beforeEach(async () => {
  admin ??= await forum.user({ role: 'admin' })
})

const apply = (name: string) => admin.put('/admin/packs/chosen', { name })
const speak = async (languages: string[]) =>
  admin.put('/admin/languages', { languages, default: languages[0], confirmed: true })

test.each(packNames)('the pack %s says the same in every language', async (name) => {
  const { words, topics, identityDocuments, categories, templates, replies } = await readPack(name)
  const complete = ['zh-CN', 'zh-TW', 'en'] as const
  for (const locale of complete) {
    const said = words[locale]
    expect(Object.keys(said?.topics ?? {})).toEqual(Object.keys(topics))
    expect(Object.keys(said?.categories ?? {})).toEqual(Object.keys(categories))
    expect(Object.keys(said?.templates ?? {})).toEqual(templates)
    expect(Object.keys(said?.replies ?? {})).toEqual(Object.keys(replies))
  }
  expect(Object.keys(topics)).toEqual(
    expect.arrayContaining(['account_access', ...identityDocuments])
  )
  expect(locales).toEqual(expect.arrayContaining(Object.keys(words)))
})

test('a pack that lacks the default language is refused and changes nothing', async () => {
  await speak(['ja', 'en'])
  const { status, body } = await apply('bank')
  expect([status, body.code]).toEqual([409, 'pack_not_in_language'])
  expect(body.title).toContain('日本語')
  expect((await admin.get('/categories')).body.items).toEqual([])
  expect((await admin.get('/admin/packs')).body.chosen).toBeNull()
})

test('a blank pack leaves two topics, and another one can follow it', async () => {
  await speak(['zh-CN'])
  expect((await apply('blank')).status).toBe(204)
  const { items } = (await admin.get('/desk/topics')).body
  expect(items.map(({ key }: { key: string }) => key)).toEqual(['account_access', 'other'])
})

test('two admins who choose at the same time get one pack, in the forum’s languages', async () => {
  await speak(['zh-CN', 'en'])
  const answers = await Promise.all([apply('bank'), apply('game')])
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 409])
  const { chosen } = (await admin.get('/admin/packs')).body
  const { topics, categories, replies, templates, words } = await readPack(chosen)
  const stored = (await admin.get('/desk/topics')).body.items
  expect(stored.map(({ key }: { key: string }) => key)).toEqual(Object.keys(topics))
  expect(Object.keys(stored[0].names).sort()).toEqual(['en', 'zh-CN'])
  const shown = (await admin.get('/categories', { 'accept-language': 'en' })).body.items
  const names = Object.values(words.en?.categories ?? {}).map(({ name }) => name)
  expect(shown.map(({ name }: { name: string }) => name)).toEqual(names)
  expect(shown).toHaveLength(Object.keys(categories).length)
  expect((await admin.get('/desk/saved-replies')).body.items).toHaveLength(
    Object.keys(replies).length
  )
  const written = (await admin.get('/announcements/templates')).body.items
  const own = written.filter(({ isShipped }: { isShipped: boolean }) => !isShipped)
  expect(own).toHaveLength(templates.length * 2)
})

test('the same pack again changes nothing; another one would double what is there', async () => {
  const { chosen } = (await admin.get('/admin/packs')).body
  const before = (await admin.get('/categories')).body
  expect((await apply(chosen)).status).toBe(204)
  expect((await apply('software')).body.code).toBe('pack_content_exists')
  expect((await admin.get('/categories')).body).toEqual(before)
  expect((await admin.get('/admin/setup')).body.done).toMatchObject({ pack: true, languages: true })
})

test('an open forum takes no pack, and staff choose none', async () => {
  const staff = await forum.user({ role: 'staff' })
  expect((await staff.put('/admin/packs/chosen', { name: 'bank' })).status).toBe(403)
  expect((await apply('hospital')).status).toBe(422)
  await forum.connection.db.update(siteSettings).set({ openedAt: forum.now() })
  invalidateSite(forum.ports)
  expect((await apply('software')).body.code).toBe('pack_too_late')
})
