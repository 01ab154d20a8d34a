import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { draft, pageOf, publicArticle, writer } from './writing.ts'

const forum = startForum()

let last = 0

/** A series with these articles, in this order. */
async function series(ids: number[]): Promise<{ id: number; slug: string }> {
  const staff = await writer(forum)
  const names = { en: `First steps ${(last += 1)}`, 'zh-CN': '入门', 'zh-TW': '入門' }
  const slug = `first-steps-${last}`
  const { body } = await staff.post('/article-series', { names, slug })
  for (const id of ids) await staff.patch(`/articles/${id}`, { series: body.id })
  return { id: body.id, slug }
}

const pageOfSeries = async (client: typeof forum.guest, slug: string) =>
  client.get(`/article-series/pages/${slug}`)

test('a series has its articles in order, and each says where it stands', async () => {
  const parts = [await publicArticle(forum), await publicArticle(forum), await publicArticle(forum)]
  const ids = parts.map(({ id }) => id)
  const { id, slug } = await series(ids)
  const staff = await writer(forum)
  const turned = [ids[2], ids[0], ids[1]]
  expect((await staff.put(`/article-series/${id}/order`, { ids: turned })).status).toBe(204)
  const page = await pageOfSeries(forum.guest, slug)
  expect(page.body.items.map((row: { id: number }) => row.id)).toEqual(turned)
  const { body } = await pageOf(forum.guest, parts[0]!)
  expect(body.series.parts.map((part: { id: number }) => part.id)).toEqual(turned)
})

test('an order that names an article twice, or leaves one out, is refused', async () => {
  const [one, two] = [await publicArticle(forum), await publicArticle(forum)]
  const { id } = await series([one.id, two.id])
  const staff = await writer(forum)
  for (const ids of [[one.id], [one.id, one.id], [one.id, two.id, 999_999]]) {
    const { status, body } = await staff.put(`/article-series/${id}/order`, { ids })
    expect([status, body.code]).toEqual([409, 'article_series_changed'])
  }
  expect((await forum.guest.put(`/article-series/${id}/order`, { ids: [] })).status).toBe(401)
})

test('nobody learns of a part that is not for them, nor of a series of such parts', async () => {
  const [open, hidden] = [
    await publicArticle(forum),
    await publicArticle(forum, { readers: 'staff' })
  ]
  const waiting = await draft(await writer(forum))
  const { slug } = await series([open.id, hidden.id, waiting.id])
  expect((await pageOfSeries(forum.guest, slug)).body.items).toHaveLength(1)
  expect((await pageOf(forum.guest, open)).body.series.parts).toHaveLength(1)
  const closed = await series([(await publicArticle(forum, { readers: 'members' })).id])
  expect((await pageOfSeries(forum.guest, closed.slug)).status).toBe(404)
  expect((await pageOfSeries(await forum.user(), closed.slug)).status).toBe(200)
  const { body } = await forum.guest.get('/article-series')
  expect(body.items.map((row: { slug: string }) => row.slug)).not.toContain(closed.slug)
})

test('articles stay when their series is deleted', async () => {
  const article = await publicArticle(forum)
  const { id } = await series([article.id])
  expect((await (await writer(forum)).delete(`/article-series/${id}`)).status).toBe(204)
  expect((await pageOf(forum.guest, article)).body.series).toBeNull()
})

test('two who add an article at the same time give it different places', async () => {
  const { id } = await series([])
  const added = await Promise.all(Array.from({ length: 4 }, () => publicArticle(forum)))
  const staff = await writer(forum)
  await Promise.all(added.map((one) => staff.patch(`/articles/${one.id}`, { series: id })))
  const { body } = await staff.get(`/article-series/${id}/source`)
  expect(new Set(body.parts.map((part: { id: number }) => part.id)).size).toBe(4)
})

test('a series that does not exist, or whose address is taken, is refused', async () => {
  const [staff, article] = [await writer(forum), await publicArticle(forum)]
  const unknown = await staff.patch(`/articles/${article.id}`, { series: 999_999 })
  expect(unknown.body.errors.map((one: { path: string }) => one.path)).toEqual(['series'])
  const names = { en: 'Twice', 'zh-CN': '两次', 'zh-TW': '兩次' }
  await staff.post('/article-series', { names, slug: 'twice' })
  expect((await staff.post('/article-series', { names, slug: 'twice' })).body.code).toBe(
    'article_series_taken'
  )
})
