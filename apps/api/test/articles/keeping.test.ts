import { expect, test } from 'vitest'
import { remindOwners } from '@stoa/articles'
import { after } from '@stoa/core'
import { startForum } from '../forum.ts'
import { pageOf, publicArticle, words, writer } from './writing.ts'

const forum = startForum()
const day = 24 * 3600_000

test('an archived article leads to its successor and is in no list', async () => {
  const [old, fresh] = [await publicArticle(forum), await publicArticle(forum)]
  const staff = await writer(forum)
  const path = `/articles/${old.id}/archive`
  expect((await staff.put(path, { successor: fresh.id })).status).toBe(204)
  const { article } = (await pageOf(forum.guest, old)).body
  expect(article.successor.url).toBe(`/articles/${fresh.slug}`)
  const { items } = (await forum.guest.get('/articles?kind=guide')).body
  expect(items.map(({ id }: { id: number }) => id)).not.toContain(old.id)
  expect((await staff.put(path, {})).body.code).toBe('article_is_archived')
  expect((await staff.delete(path)).status).toBe(204)
})

test('an archived article is no successor, and who had it as one follows it', async () => {
  const [first, second, third] = await Promise.all([1, 2, 3].map(() => publicArticle(forum)))
  const staff = await writer(forum)
  await staff.put(`/articles/${first!.id}/archive`, { successor: second!.id })
  await staff.put(`/articles/${second!.id}/archive`, { successor: third!.id })
  const { article } = (await pageOf(forum.guest, first!)).body
  expect(article.successor.url).toBe(`/articles/${third!.slug}`)
  const refused = await staff.put(`/articles/${third!.id}/archive`, { successor: first!.id })
  expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: 'successor' }] } })
})

test('an article is listed from the day on which its owner has to check it', async () => {
  const staff = await writer(forum)
  const article = await publicArticle(forum, { freshUntil: after(forum.now(), day) })
  const overdue = async () =>
    (await staff.get('/articles/work')).body.overdue.map(({ id }: { id: number }) => id)
  expect(await overdue()).not.toContain(article.id)
  forum.advance(2 * day)
  const again = await writer(forum)
  const { body } = await again.get('/articles/work')
  expect(body.overdue.map(({ id }: { id: number }) => id)).toContain(article.id)
  const freshUntil = after(forum.now(), 90 * day)
  expect((await again.put(`/articles/${article.id}/check`, { freshUntil })).status).toBe(204)
  expect(
    (await pageOf(forum.guest, article)).body.article.checkedAt > after(forum.now(), -day)
  ).toBe(true)
})

test('the settings are checked', async () => {
  const staff = await writer(forum)
  const refused = async (values: object) =>
    (await staff.post('/articles', words(values))).body.errors?.[0]?.path
  expect(await refused({ section: 4711 })).toBe('section')
  expect(await refused({ readers: 'groups', readerGroups: [4711] })).toBe('readerGroups')
  expect(await refused({ author: (await forum.user()).username })).toBe('author')
  expect(await refused({ slug: 'new' })).toBe('slug')
})

test('a section that has articles is not deleted', async () => {
  const staff = await writer(forum)
  const names = { en: 'Cards', 'zh-CN': '卡', 'zh-TW': '卡片' }
  const { id } = (await staff.post('/article-sections', { icon: 'card', names })).body
  const article = await publicArticle(forum, { section: id })
  const path = `/article-sections/${id}`
  expect((await staff.delete(path)).body.code).toBe('article_section_not_empty')
  await staff.patch(`/articles/${article.id}`, { section: null })
  expect((await staff.delete(path)).status).toBe(204)
})

test('an owner is reminded once of each date, and of nothing that is archived', async () => {
  const owner = await writer(forum)
  const [freshUntil, values] = [forum.now(), { owner: owner.username }]
  const article = await publicArticle(forum, { ...values, freshUntil })
  const { id } = await publicArticle(forum, { ...values, freshUntil })
  await owner.put(`/articles/${id}/archive`, {})
  const reminders = async () => {
    await remindOwners(forum.context())
    await forum.settle()
    const { items } = (await owner.get('/notifications')).body
    return items.filter(({ kind }: { kind: string }) => kind === 'article_check').length
  }
  expect([await reminders(), await reminders()]).toEqual([1, 1])
  await owner.put(`/articles/${article.id}/check`, { freshUntil: forum.now() })
  expect(await reminders()).toBe(2)
})
