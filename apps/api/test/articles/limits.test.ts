import { expect, test } from 'vitest'
import { publishDue } from '@stoa/articles'
import { articleRevisions } from '@stoa/articles/schema'
import { after } from '@stoa/core'
import { and, eq } from 'drizzle-orm'
import { startForum } from '../forum.ts'
import { draft, pageOf, publicArticle, publish, save, writer } from './writing.ts'

const forum = startForum()
const at = ({ id }: { id: number }, language = 'zh-CN') =>
  `/articles/${id}/translations/${language}`
const chinese = (id: number) => ({ title: `如何提现 ${id}`, summary: '提现。', body: '打开钱包。' })

test('a volunteer reads nothing more of an article that is no longer for them', async () => {
  const [article, helper] = [await publicArticle(forum), await forum.user({ role: 'volunteer' })]
  await helper.put(at(article), { ...chinese(article.id), revision: 0 })
  expect((await helper.get(at(article, 'en'))).status).toBe(200)
  await (await writer(forum)).patch(`/articles/${article.id}`, { readers: 'staff' })
  expect((await helper.get(at(article, 'en'))).status).toBe(404)
  expect((await helper.get(at(article))).status).toBe(200)
  const { text } = await helper.get(`/articles/${article.id}/source`)
  expect(text).not.toContain('How to withdraw')
})

test('a time of publication is not for volunteers who translate', async () => {
  const [article, staff] = [await publicArticle(forum), await writer(forum)]
  await save(staff, article, { summary: 'From wallet to bank.' })
  await publish(staff, article, { publishAt: after(forum.now(), 3600_000) })
  expect((await staff.get(at(article, 'en'))).body.publishAt).toBeTruthy()
  const { body } = await (await forum.user({ role: 'volunteer' })).get(at(article, 'en'))
  expect(body).toMatchObject({ state: 'published', publishAt: null })
})

test('a volunteer is author and owner of a draft, which stands in no section', async () => {
  const [volunteer, staff] = [await forum.user({ role: 'volunteer' }), await writer(forum)]
  const names = { en: 'Cards', 'zh-CN': '卡', 'zh-TW': '卡片' }
  const section = (await staff.post('/article-sections', { icon: 'card', names })).body.id
  const wanted = { section, author: staff.username, owner: staff.username }
  const source = async (by: typeof staff) =>
    (await by.get(`/articles/${(await draft(by, wanted)).id}/source`)).body.settings
  const { author, owner, ...settings } = await source(volunteer)
  expect(settings.section).toBeNull()
  expect([author.username, owner.username]).toEqual([volunteer.username, volunteer.username])
  expect((await source(staff)).section).toBe(section)
})

test('numbers past those of versions are refused, not failures', async () => {
  const [article, staff] = [await publicArticle(forum), await writer(forum)]
  const cursor = Buffer.from('[9007199254740991]').toString('base64url')
  expect((await forum.guest.get(`${at(article, 'en')}/revisions?cursor=${cursor}`)).status).toBe(
    200
  )
  const number = 3_000_000_000
  const restored = await staff.post(`${at(article, 'en')}/restoration`, { number, revision: 1 })
  expect(restored.status).toBe(422)
  for (const basedOn of [number, 9]) {
    const refused = await staff.put(at(article), { ...chinese(article.id), revision: 0, basedOn })
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: 'basedOn' }] } })
  }
})

test('a tag with a forbidden character has no feed', async () => {
  const url = '/articles/feed.xml?tag=%00'
  expect((await forum.guest.inject({ method: 'GET', url })).status).toBe(404)
})

test('a translation keeps the version that it translates until another is named', async () => {
  const [article, staff] = [await publicArticle(forum), await writer(forum)]
  const translated = { ...article, language: 'zh-CN' }
  await save(staff, article, { body: 'Not public yet.' })
  await staff.put(at(article), { ...chinese(article.id), revision: 0 })
  expect((await staff.get(at(article))).body.basedOn).toBe(1)
  await publish(staff, article)
  await save(staff, translated, { body: '打开你的钱包。' })
  expect((await staff.get(at(article))).body.basedOn).toBe(1)
  await save(staff, translated, { basedOn: 2 })
  expect((await staff.get(at(article))).body.basedOn).toBe(2)
})

test('nobody can throw away a language that is not begun', async () => {
  const staff = await writer(forum)
  expect((await staff.delete(at(await draft(staff)))).status).toBe(404)
})

test('an article that is thrown away while it is translated leaves nothing', async () => {
  const staff = await writer(forum)
  for (const article of [await draft(staff), await draft(staff), await draft(staff)]) {
    const input = { ...chinese(article.id), revision: 0 }
    const [begun, thrown] = await Promise.all([
      staff.put(at(article), input),
      staff.delete(at(article, 'en'))
    ])
    expect([200, 404]).toContain(begun.status)
    expect(thrown.status).toBe(204)
    expect((await staff.get(`/articles/${article.id}/source`)).status).toBe(404)
  }
})

test('a draft replaces no article', async () => {
  const [article, staff] = [await publicArticle(forum), await writer(forum)]
  const { id } = await draft(staff)
  const refused = await staff.put(`/articles/${article.id}/archive`, { successor: id })
  expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: 'successor' }] } })
})

test('one scheduled version that fails does not stop the others', async () => {
  const [author, second] = [await writer(forum), await writer(forum)]
  const [broken, sound] = [await draft(author), await draft(author)]
  for (const article of [broken, sound]) {
    await publish(author, article, { publishAt: after(forum.now(), 1000) })
    await publish(second, article)
  }
  const { articleId, language } = articleRevisions
  const isBroken = and(eq(articleId, broken.id), eq(language, 'en'))
  await forum.context().db.delete(articleRevisions).where(isBroken)
  forum.advance(2000)
  await expect(publishDue(forum.context())).rejects.toThrow('1 of 2')
  expect((await pageOf(forum.guest, sound)).status).toBe(200)
})

test("staff send a volunteer's proposal back to drafts", async () => {
  const [volunteer, staff] = [await forum.user({ role: 'volunteer' }), await writer(forum)]
  const article = await draft(volunteer)
  await volunteer.post(`${at(article, 'en')}/proposal`)
  const back = `${at(article, 'en')}/publication/undo`
  expect((await volunteer.post(back)).status).toBe(403)
  expect((await staff.post(back)).status).toBe(204)
  expect((await volunteer.get(at(article, 'en'))).body.state).toBe('draft')
})

test('the address of a draft is unknown to readers, and free once another is public', async () => {
  const [article, staff] = [await publicArticle(forum), await writer(forum)]
  const slug = `not-announced-${article.slug}`
  await save(staff, article, { slug })
  expect((await pageOf(forum.guest, { slug })).status).toBe(404)
  await save(staff, article, { slug: article.slug, summary: 'Shorter.' })
  await publish(staff, article)
  expect((await draft(staff, { slug })).slug).toBe(slug)
  expect((await pageOf(forum.guest, article)).status).toBe(200)
})

test('the help centre lists no posts of the blog', async () => {
  const [post, guide] = [await publicArticle(forum, { kind: 'post' }), await publicArticle(forum)]
  const ids = async (place: string) =>
    (await forum.guest.get(`/articles?place=${place}`)).body.items.map(
      ({ id }: { id: number }) => id
    )
  expect(await ids('help')).toContain(guide.id)
  expect(await ids('help')).not.toContain(post.id)
  expect(await ids('blog')).toEqual([post.id])
  const feed = await forum.guest.inject({ method: 'GET', url: '/articles/feed.json' })
  expect(feed.text).not.toContain(post.slug)
})

test('a page of the history is as long as was asked', async () => {
  const [article, staff] = [await publicArticle(forum), await writer(forum)]
  for (const body of ['Open it.', 'Open it now.']) await save(staff, article, { body })
  const path = `${at(article, 'en')}/revisions?limit=2`
  const { items, next } = (await staff.get(path)).body
  expect(items).toHaveLength(2)
  expect((await staff.get(`${path}&cursor=${next}`)).body.items).toHaveLength(1)
  expect((await staff.get(`${at(article, 'en')}/revisions?limit=21`)).status).toBe(422)
})

test('a group that alone reads an article or a section is not deleted', async () => {
  const [admin, staff] = [await forum.user({ role: 'admin' }), await writer(forum)]
  const names = { en: 'Partners', 'zh-CN': '合作方', 'zh-TW': '合作夥伴' }
  const { id } = (await admin.post('/groups', { name: names })).body
  const readers = { readers: 'groups', readerGroups: [id] }
  const article = await publicArticle(forum, readers)
  const refused = await admin.delete(`/groups/${id}`)
  expect(refused).toMatchObject({ status: 409, body: { code: 'group_in_use' } })
  expect(refused.text).toContain('How to withdraw')
  await staff.patch(`/articles/${article.id}`, { readers: 'staff', readerGroups: [] })
  expect((await admin.delete(`/groups/${id}`)).status).toBe(204)
})

test('the text of an article has no mark of addresses that posts have', async () => {
  const body = 'Send it to 0x52908400098527886E0F7030069857D2E4169EE7.'
  const { html } = (await pageOf(forum.guest, await publicArticle(forum, { body }))).body.article
  expect(html).not.toContain('wallet-address')
})
