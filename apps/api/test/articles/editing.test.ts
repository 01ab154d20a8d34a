import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { draft, publicArticle, publish, save, writer } from './writing.ts'

const forum = startForum()
const source = async (client: Awaited<ReturnType<typeof writer>>, { id }: { id: number }) =>
  (await client.get(`/articles/${id}/translations/en`)).body

test('an article is found by its title and by its address, unless it is archived', async () => {
  const article = await publicArticle(forum, { title: 'Memos of deposits, 100% explained' })
  const staff = await writer(forum)
  const found = async (q: string) => {
    const { body } = await staff.get(`/articles/matching?q=${encodeURIComponent(q)}`)
    return body.items.map(({ id }: { id: number }) => id)
  }
  expect(await found('100% expl')).toEqual([article.id])
  expect(await found('100_ expl')).toEqual([])
  expect(await found('/articles/%00')).toEqual([])
  expect(await found(`${forum.origin}/articles/${article.slug}?x=1`)).toEqual([article.id])
  await staff.put(`/articles/${article.id}/archive`, {})
  expect(await found('100% expl')).toEqual([])
})

test('the preview of a text is what articles are made of', async () => {
  const path = '/articles/previews'
  const { body } = await (await writer(forum)).post(path, { body: '# First\n\nThen.' })
  expect(body.html).toMatch(/<h2 id=.*First/)
  const refused = await (await forum.user()).post(path, { body: 'x' })
  expect(refused.status).toBe(403)
})

test('an editor sees the public version and what needs a second person', async () => {
  const article = await publicArticle(forum, { body: 'The fee is 2 USDT.' })
  const editor = await writer(forum)
  await save(editor, article, { body: 'The fee is 3 USDT.' })
  const now = await source(editor, article)
  expect(now).toMatchObject({ critical: ['2', '3'], needsSecondPerson: true })
  expect(now.shown.html).toContain('2 USDT')
  await save(editor, article, { body: 'The charge is 2 USDT.' })
  expect(await source(editor, article)).toMatchObject({ critical: [], needsSecondPerson: false })
})

test('a first version has no public one to compare with', async () => {
  const editor = await writer(forum)
  const first = await source(editor, await draft(editor))
  expect(first).toMatchObject({ shown: null, needsSecondPerson: true })
})

test("a time of publication is in the writer's zone", async () => {
  const [author, second] = [await writer(forum), await writer(forum)]
  await author.patch('/me', { timeZone: 'Asia/Shanghai' })
  const article = await draft(author)
  const [day] = forum.now().split('T')
  const publishAt = `${Number(day?.slice(0, 4)) + 1}-01-02T08:30`
  await publish(author, article, { publishAt })
  await publish(second, article)
  expect((await source(author, article)).publishAt).toMatch(/-01-02T00:30:00/)
})

test('an archived article names its successor to those who work on it', async () => {
  const [old, fresh] = [await publicArticle(forum), await publicArticle(forum)]
  const staff = await writer(forum)
  await staff.put(`/articles/${old.id}/archive`, { successor: fresh.id })
  const { body } = await staff.get(`/articles/${old.id}/source`)
  expect(body.successor.id).toBe(fresh.id)
})

test('admins are shown how many articles wait for a second person', async () => {
  const admin = await forum.user({ role: 'admin' })
  const waiting = async () =>
    (await admin.get('/admin/needs')).body.counts.articlesToApprove as number
  const before = await waiting()
  const author = await writer(forum)
  await publish(author, await draft(author))
  expect(await waiting()).toBe(before + 1)
})

test('articles with the same title, made at the same time, get addresses of their own', async () => {
  const staff = await writer(forum)
  const same = { title: 'The same question' }
  const made = await Promise.all(Array.from({ length: 4 }, () => draft(staff, same)))
  expect(new Set(made.map(({ slug }) => slug)).size).toBe(4)
})
