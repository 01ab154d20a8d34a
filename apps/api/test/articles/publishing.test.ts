import { expect, test } from 'vitest'
import { publishDue } from '@stoa/articles'
import { after } from '@stoa/core'
import { startForum } from '../forum.ts'
import { draft, pageOf, publicArticle, publish, save, writer } from './writing.ts'

const forum = startForum()

test('members write no articles, and staff without the capability publish none', async () => {
  const [member, staff] = [await forum.user(), await forum.user({ role: 'staff' })]
  const input = { language: 'en', kind: 'faq', title: 'What is a memo?', summary: 's', body: 'b' }
  expect((await member.post('/articles', input)).status).toBe(403)
  const article = await draft(staff)
  const refused = await publish(staff, article)
  expect(refused).toMatchObject({ status: 403, body: { code: 'capability_missing' } })
})

test('a first publication waits for a second person, who names the revision', async () => {
  const [author, second] = [await writer(forum), await writer(forum)]
  const article = await draft(author)
  expect((await publish(author, article)).body.state).toBe('awaiting')
  const own = await publish(author, article)
  expect(own).toMatchObject({ status: 403, body: { code: 'second_person_needed' } })
  expect((await pageOf(forum.guest, article)).status).toBe(404)
  const stale = await publish(second, article, { revision: 7 })
  expect(stale).toMatchObject({ status: 409, body: { code: 'revision_changed' } })
  expect((await publish(second, article)).body.state).toBe('published')
  expect((await pageOf(forum.guest, article)).body.article.headings).toHaveLength(2)
})

test('a changed word needs one person, a changed number two', async () => {
  const article = await publicArticle(forum, { body: 'The fee is 2 USDT.' })
  const editor = await writer(forum)
  await save(editor, article, { body: 'The charge is 2 USDT.' })
  expect((await publish(editor, article)).body.state).toBe('published')
  await save(editor, article, { body: 'The charge is 3 USDT.' })
  expect((await publish(editor, article)).body.state).toBe('awaiting')
  expect((await pageOf(forum.guest, article)).body.article.html).toContain('2 USDT')
})

test.each([
  ['an address', 'Send it to 0x52908400098527886E0F7030069857D2E4169EE7.'],
  ['code', 'Type `withdraw now`.'],
  ['an outside link', 'Read [this](https://partner.example/offer).'],
  ['a number in Chinese width', 'Wait for ３ blocks.']
])('%s that comes in needs a second person', async (_, body) => {
  const article = await publicArticle(forum, { body: 'Open the wallet.' })
  const editor = await writer(forum)
  await save(editor, article, { body })
  expect((await publish(editor, article)).body.state).toBe('awaiting')
})

test('a volunteer proposes a draft, and one of the staff publishes it', async () => {
  const [volunteer, staff] = [await forum.user({ role: 'volunteer' }), await writer(forum)]
  const article = await draft(volunteer)
  const path = `/articles/${article.id}/translations/en`
  expect((await volunteer.post(`${path}/proposal`)).status).toBe(204)
  expect((await volunteer.post(`${path}/proposal`)).body.code).toBe('article_not_draft')
  expect((await publish(volunteer, article)).status).toBe(403)
  expect((await publish(staff, article)).body.state).toBe('published')
  expect((await save(volunteer, article, { body: 'Mine.' })).status).toBe(403)
})

test('a volunteer translates, and sees the public version of the original alone', async () => {
  const volunteer = await forum.user({ role: 'volunteer' })
  const article = await publicArticle(forum)
  const staff = await writer(forum)
  await save(staff, article, { body: 'Not public yet.' })
  const path = `/articles/${article.id}/translations`
  const source = await volunteer.get(`${path}/en`)
  expect(source.body).toMatchObject({ revision: 1, state: 'published', can: { edit: false } })
  const { translations } = (await volunteer.get(`/articles/${article.id}/source`)).body
  expect(translations).toMatchObject([{ revision: 1, state: 'published' }])
  const words = { title: `提币 ${article.id}`, summary: '提币。', body: '提币。', revision: 0 }
  expect((await volunteer.put(`${path}/zh-CN`, words)).status).toBe(200)
  expect((await volunteer.put(`${path}/en`, { ...words, revision: 2 })).status).toBe(403)
})

test("a volunteer sees no other's draft", async () => {
  const other = await forum.user({ role: 'volunteer' })
  const article = await draft(await writer(forum))
  expect((await other.get(`/articles/${article.id}/source`)).status).toBe(404)
  const ids = (await other.get('/articles/work')).body.unpublished.map(
    ({ id }: { id: number }) => id
  )
  expect(ids).not.toContain(article.id)
})

test('a scheduled version becomes public at its time', async () => {
  const [author, second] = [await writer(forum), await writer(forum)]
  const article = await draft(author)
  await publish(author, article, { publishAt: after(forum.now(), 3600_000) })
  expect((await publish(second, article)).body.state).toBe('scheduled')
  await publishDue(forum.context())
  expect((await pageOf(forum.guest, article)).status).toBe(404)
  forum.advance(3601_000)
  await publishDue(forum.context())
  expect((await pageOf(forum.guest, article)).status).toBe(200)
})

test('of two people who save at once, the second is shown what the first wrote', async () => {
  const [one, other] = [await writer(forum), await writer(forum)]
  const article = await draft(one)
  const input = { title: 'How to deposit', summary: 'Short.', body: 'Text.', revision: 1 }
  const path = `/articles/${article.id}/translations/en`
  const answers = await Promise.all([one.put(path, input), other.put(path, input)])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  expect(answers.find(({ status }) => status === 409)?.body.code).toBe('revision_changed')
})

test('of two people who publish at once, one publishes', async () => {
  const [author, ...others] = await Promise.all([1, 2, 3].map(() => writer(forum)))
  const article = await draft(author!)
  const answers = await Promise.all(others.map((one) => publish(one, article)))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
})
