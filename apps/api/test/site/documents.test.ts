import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { startForum, type TestForum } from '../forum.ts'
import { publish, save } from './publishing.ts'

const forum = startForum()
const unopened = startForum({ opened: false })

const day = 24 * 3600_000
const inForum = (of: TestForum, path: string) => of.guest.get(`/documents/${path}`)
const read = async (path: string) => (await inForum(forum, path)).body

let pages = 0
const newSlug = () => `page-n${(pages += 1)}`

const twoAdmins = () => Promise.all([forum.user({ role: 'admin' }), forum.user({ role: 'admin' })])

test('a material version waits for a second admin, and readers see nothing of it', async () => {
  const [writer, other] = await twoAdmins()
  expect((await save(writer, 'about', { body: 'We are new here.' })).status).toBe(204)
  const refused = await publish(writer, 'about')
  expect([refused.status, refused.body.code]).toEqual([403, 'second_person_needed'])
  expect((await read('about')).html).not.toContain('new here')
  expect((await publish(other, 'about')).status).toBe(204)
  expect(await read('about')).toMatchObject({ version: { number: 1, material: true } })
  expect((await read('about')).html).toContain('We are new here.')
  expect(
    (await read('about/versions')).items.map(({ number }: { number: number }) => number)
  ).toEqual([1, 0])
  expect((await read('about/versions/0')).html).not.toContain('new here')
})

test.each([
  { body: 'Support moved to {name}.evil.example.' },
  { shortNoticeReason: 'Verify your wallet at evil.example', material: true, effectiveAt: 'soon' }
])('what readers see as an outside address waits: %j', async ({ effectiveAt, ...words }) => {
  const [writer] = await twoAdmins()
  const at = new Date(Date.parse(forum.now()) + day).toISOString()
  const dated = effectiveAt ? { effectiveAt: at } : {}
  expect((await save(writer, 'contact', { material: false, ...words, ...dated })).status).toBe(204)
  const { waiting } = (await writer.get('/documents/contact/source')).body
  expect(waiting.outside.join()).toContain('evil.example')
  expect((await publish(writer, 'contact')).body.code).toBe('second_person_needed')
})

test('before the forum is opened, one word is enough', async () => {
  const admin = await unopened.user({ role: 'admin' })
  await save(admin, 'terms', { body: 'See https://elsewhere.example/terms' })
  expect((await publish(admin, 'terms')).status).toBe(204)
  const versions = (await inForum(unopened, 'terms/versions')).body.items
  expect(versions).toMatchObject([{ number: 1 }])
})

test('a version takes effect at its date, and can be read before', async () => {
  const [writer, other] = await twoAdmins()
  const effectiveAt = new Date(Date.parse(forum.now()) + 20 * day).toISOString()
  await save(writer, 'privacy', { body: 'We keep less.', effectiveAt })
  await publish(other, 'privacy')
  const before = await read('privacy')
  expect(before).toMatchObject({ version: { number: 0 }, next: { number: 1, effectiveAt } })
  expect((await read('privacy/versions/1')).version.state).toBe('scheduled')
  forum.advance(21 * day)
  const after = await read('privacy')
  expect(after).toMatchObject({ version: { number: 1, state: 'in_force' }, next: null })
  expect(after.html).toContain('We keep less.')
  expect((await read('privacy/versions/0')).version.state).toBe('past')
})

test('a date that has passed is refused, also while a version waits', async () => {
  const [writer, other] = await twoAdmins()
  const past = await save(writer, newSlug(), { effectiveAt: forum.now() })
  expect([past.status, past.body.errors[0].path]).toEqual([422, 'effectiveAt'])
  const slug = newSlug()
  const effectiveAt = new Date(Date.parse(forum.now()) + 60_000).toISOString()
  await save(writer, slug, { effectiveAt })
  forum.advance(120_000)
  const late = await publish(other, slug)
  expect([late.status, late.body.code]).toEqual([409, 'document_date_past'])
  expect((await inForum(forum, slug)).status).toBe(404)
})

test.each([
  ['a script', { en: { title: 'Rules', body: 'Hi <script>alert(1)</script>' } }, 'en.body'],
  ['an empty default language', { 'zh-CN': { title: '守则', body: '友善' } }, 'en.title'],
  [
    'half a translation',
    { en: { title: 'Rules', body: 'Be kind.' }, 'zh-CN': { title: '守则', body: '' } },
    'zh-CN.body'
  ]
])('a document with %s is refused with the field', async (_what, texts, field) => {
  const admin = await forum.user({ role: 'admin' })
  const answer = await admin.put(`/documents/${newSlug()}/draft`, {
    ...{ texts, material: true, revision: 0 }
  })
  expect(answer.status).toBe(422)
  expect(answer.body.errors[0].path).toBe(`texts.${field}`)
})

test('of two admins who save at once, one is told what the other wrote', async () => {
  const [one, other] = await twoAdmins()
  const slug = newSlug()
  await save(one, slug, { body: 'First.' })
  const { revision } = (await one.get(`/documents/${slug}/source`)).body
  const answers = await Promise.all([
    save(one, slug, { body: 'Mine.', revision }),
    save(other, slug, { body: 'Theirs.', revision })
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 409])
  const { texts } = (await one.get(`/documents/${slug}/source`)).body
  expect(['Mine.', 'Theirs.']).toContain(texts[0].body)
})

test('what is approved is the revision that was read, and its writers do not approve', async () => {
  const [writer, other] = await twoAdmins()
  const slug = newSlug()
  await save(writer, slug, { body: 'Pay here.' })
  const { revision } = (await other.get(`/documents/${slug}/source`)).body
  await save(writer, slug, { body: 'Pay there.' })
  const stale = await other.post(`/documents/${slug}/publication`, { revision })
  expect([stale.status, stale.body.code]).toEqual([409, 'revision_changed'])
  await save(other, slug, { body: 'Pay nobody.' })
  expect((await publish(other, slug)).status).toBe(403)
  expect((await publish(writer, slug)).status).toBe(403)
  expect(
    (await (await forum.user({ role: 'admin' })).delete(`/documents/${slug}/draft`)).status
  ).toBe(204)
  expect((await inForum(forum, slug)).status).toBe(404)
})

test('a default language without a text shows any other, and says which', async () => {
  const [writer, other] = await twoAdmins()
  const slug = newSlug()
  await save(writer, slug, { body: 'Be kind.' })
  await publish(other, slug)
  const texts = { 'zh-CN': { title: '守则', body: '请友善。' } }
  const { db } = forum.connection
  await db.execute(
    sql`update document_versions set texts = ${JSON.stringify(texts)}::jsonb where slug = ${slug}`
  )
  const shown = await read(`${slug}?lang=en`)
  expect(shown).toMatchObject({ language: 'zh-CN', translated: false, title: '守则' })
  const { items } = await read('')
  expect(items.find((one: { slug: string }) => one.slug === slug).language).toBe('zh-CN')
})

test('a reader of another language is told that the default one is shown', async () => {
  const [writer, other] = await twoAdmins()
  const slug = newSlug()
  const texts = { en: { title: 'Rules of {name}', body: 'Be kind.' } }
  await writer.put(`/documents/${slug}/draft`, { texts, material: true, revision: 0 })
  await publish(other, slug)
  const shown = await read(`${slug}?lang=zh-CN`)
  expect(shown).toMatchObject({
    language: 'en',
    translated: false,
    title: 'Rules of 127.0.0.1:3000'
  })
  const { items } = await read('')
  expect(items.slice(0, 5).map(({ url }: { url: string }) => url)).toEqual(
    ['rules', 'terms', 'privacy', 'about', 'contact'].map((one) => `/${one}`)
  )
  expect(items.some((one: { slug: string }) => one.slug === slug)).toBe(true)
})
