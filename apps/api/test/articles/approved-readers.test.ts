import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { changeReaders, draft, pageOf, publicArticle, publish, save, writer } from './writing.ts'

const forum = startForum()
const names = { en: 'Accounts', 'zh-CN': '账号', 'zh-TW': '帳號' }
let slugs = 0

async function section(values: object = {}): Promise<number> {
  const input = { slug: `approved-${(slugs += 1)}`, icon: 'wallet', names, ...values }
  return (await (await writer(forum)).post('/article-sections', input)).body.id
}

type Article = Awaited<ReturnType<typeof draft>>

const revisionOf = async (client: Client, { id }: Article): Promise<string> =>
  (await client.get(`/articles/${id}/translations/en`)).body.snapshot.revision

/** A first version that waits for a second person, and what that person read. */
async function waiting(values: object) {
  const [author, second] = [await writer(forum), await writer(forum)]
  const article = await draft(author, values)
  expect((await publish(author, article)).body.state).toBe('awaiting')
  return { author, second, article, read: await revisionOf(second, article) }
}

/** Approves what was read before; returns the parts that it has now. */
async function refused(second: Client, article: Article, revision: string) {
  const answer = await publish(second, article, { revision })
  expect(answer).toMatchObject({ status: 409, body: { code: 'revision_changed' } })
  expect((await pageOf(forum.guest, article)).status).toBe(404)
  return answer.body.now.parts
}

test('who approves a version has read for whom it is', async () => {
  const { author, second, article, read } = await waiting({ readers: 'staff' })
  const saved = await author.patch(`/articles/${article.id}`, { readers: 'everyone' })
  expect(saved.status).toBe(204)
  const parts = await refused(second, article, read)
  expect(parts).toContainEqual({ name: 'readers', text: 'everyone' })
  expect((await publish(second, article)).body.state).toBe('published')
  expect((await pageOf(forum.guest, article)).status).toBe(200)
})

test('other groups, another section and other readers of a section are others', async () => {
  const [one, other] = [await forum.group([]), await forum.group([])]
  const grouped = await waiting({ readers: 'groups', readerGroups: [one] })
  await grouped.author.patch(`/articles/${grouped.article.id}`, { readerGroups: [other] })
  await refused(grouped.second, grouped.article, grouped.read)
  const top = await section({ readers: 'staff' })
  const placed = await waiting({ section: await section({ parent: top }) })
  await placed.author.patch(`/article-sections/${top}`, { readers: 'everyone' })
  await refused(placed.second, placed.article, placed.read)
  const moved = await waiting({ section: await section({ readers: 'staff' }) })
  await moved.author.patch(`/articles/${moved.article.id}`, { section: null })
  await refused(moved.second, moved.article, moved.read)
})

test('so does who approves another version of a public article', async () => {
  const [author, second] = [await writer(forum), await writer(forum)]
  const article = await publicArticle(forum, { readers: 'staff' })
  await save(author, article, { body: 'The fee is 3 USDT.' })
  expect((await publish(author, article)).body.state).toBe('awaiting')
  const read = await revisionOf(second, article)
  await changeReaders(forum, author, `/articles/${article.id}`, { readers: 'everyone' })
  const stale = await publish(second, article, { revision: read })
  expect(stale).toMatchObject({ status: 409, body: { code: 'revision_changed' } })
})

test('what says nothing of readers does not change what was read', async () => {
  const { author, second, article, read } = await waiting({ readers: 'staff' })
  await author.patch(`/articles/${article.id}`, { tags: ['fees'] })
  expect((await publish(second, article, { revision: read })).body.state).toBe('published')
})

test('an article and its section, changed at once by one person, are not for more', async () => {
  const author = await writer(forum)
  const place = await section({ readers: 'staff' })
  const article = await publicArticle(forum, { section: place, readers: 'staff' })
  const everyone = { readers: 'everyone' }
  const changes: Promise<{ status: number }>[] = []
  await forum.connection.sql.begin(async (tx) => {
    await tx`select from articles where id = ${article.id} for update`
    for (const path of [`/articles/${article.id}`, `/article-sections/${place}`]) {
      changes.push(author.patch(path, everyone))
      await setTimeout(300)
    }
  })
  const statuses = (await Promise.all(changes)).map(({ status }) => status)
  expect(statuses).toEqual([204, 202])
  expect((await pageOf(forum.guest, article)).status).toBe(404)
})
