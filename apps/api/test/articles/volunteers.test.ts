import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { draft, pageOf, publicArticle, publish, save, writer } from './writing.ts'

const forum = startForum()
const volunteer = () => forum.user({ role: 'volunteer' })
const at = ({ id }: { id: number }, language = 'zh-CN') =>
  `/articles/${id}/translations/${language}`
const chinese = (id: number) => ({ title: `如何提现 ${id}`, summary: '提现。', body: '打开钱包。' })

/** A translation that a volunteer has begun. */
async function translation() {
  const [article, helper] = [await publicArticle(forum), await volunteer()]
  const input = { ...chinese(article.id), revision: 0, basedOn: 1 }
  const { status, body } = await helper.put(at(article), input)
  expect(status).toBe(200)
  return { article, helper, translated: { ...article, language: 'zh-CN', slug: body.slug } }
}

test('a volunteer translates a public article, and one of the staff publishes it', async () => {
  const { article, helper, translated } = await translation()
  expect((await helper.post(`${at(article)}/proposal`)).status).toBe(204)
  expect((await publish(helper, translated)).status).toBe(403)
  expect((await publish(await writer(forum), translated)).body.state).toBe('published')
  expect((await pageOf(forum.guest, translated)).status).toBe(200)
  expect((await save(helper, translated, { body: '我的。' })).status).toBe(403)
})

test('a volunteer translates no draft, and no article for others', async () => {
  const helper = await volunteer()
  const input = { ...chinese(1), revision: 0 }
  const [unseen, staffOnly] = [
    await draft(await writer(forum)),
    await publicArticle(forum, { readers: 'staff' })
  ]
  for (const article of [unseen, staffOnly])
    expect((await helper.put(at(article), input)).status).toBe(404)
})

test("a volunteer reads no newer draft of an article, nor another's translation", async () => {
  const { article, helper } = await translation()
  await save(await writer(forum), article, { title: 'Not public yet', body: 'Not yet.' })
  expect((await helper.get(`${at(article, 'en')}/revisions`)).body.items).toHaveLength(1)
  const other = await volunteer()
  expect((await other.get(at(article))).status).toBe(404)
  const { translations } = (await other.get(`/articles/${article.id}/source`)).body
  expect(translations.map(({ title }: { title: string | null }) => title)).toEqual([
    expect.stringContaining('How to withdraw'),
    null
  ])
})

test("a volunteer sees all versions of their own draft, and another doesn't", async () => {
  const { article, helper, translated } = await translation()
  await save(helper, translated, { body: '打开你的钱包。' })
  expect((await helper.get(`${at(article)}/revisions`)).body.items).toHaveLength(2)
  expect((await (await volunteer()).get(`${at(article)}/revisions`)).status).toBe(404)
  const { unpublished } = (await helper.get('/articles/work')).body
  expect(unpublished).toMatchObject([{ id: article.id, language: 'zh-CN', state: 'draft' }])
})

test('who drafts articles is told so', async () => {
  const answers = await Promise.all(
    [await forum.user(), await volunteer(), await writer(forum)].map((one) => one.get('/me'))
  )
  expect(answers.map(({ body }) => body.can.articles)).toEqual([false, true, true])
})
