import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { draft, pageOf, publicArticle, publish, save, writer } from './writing.ts'

const forum = startForum()
const names = { en: 'Wallets', 'zh-CN': '钱包', 'zh-TW': '錢包' }
let slugs = 0

async function section(values: object = {}): Promise<number> {
  const input = { slug: `readers-${(slugs += 1)}`, icon: 'wallet', names, ...values }
  return (await (await writer(forum)).post('/article-sections', input)).body.id
}

const forStaff = () => publicArticle(forum, { readers: 'staff' })

const changeOf = async (client: Client, { id }: { id: number }): Promise<number> =>
  (await client.get(`/articles/${id}/source`)).body.readerChange

const read = (client: Client, change: number) => client.get(`/articles/reader-changes/${change}`)

/** Approves as it was read a moment ago, or as `revision` says. */
async function approve(client: Client, change: number, revision?: string) {
  const { body } = await read(client, change)
  const input = { revision: revision ?? body.snapshot?.revision ?? 'x' }
  return client.post(`/articles/reader-changes/${change}/approval`, input)
}

test('more readers of a public article wait for a second person', async () => {
  const [author, second, article] = [await writer(forum), await writer(forum), await forStaff()]
  const saved = await author.patch(`/articles/${article.id}`, {
    readers: 'everyone',
    tags: ['fees']
  })
  expect(saved).toMatchObject({ status: 202, body: { awaiting: true } })
  expect((await pageOf(forum.guest, article)).status).toBe(404)
  const change = await changeOf(author, article)
  expect((await read(second, change)).body).toMatchObject({
    before: { readers: 'staff' },
    after: { readers: 'everyone' },
    texts: [{ language: 'en', revision: 1 }]
  })
  const own = await approve(author, change)
  expect(own).toMatchObject({ status: 403, body: { code: 'second_person_needed' } })
  expect((await approve(second, change)).status).toBe(204)
  expect((await pageOf(forum.guest, article)).body.article.tags).toEqual(['fees'])
  expect((await approve(second, change)).status).toBe(404)
})

test('fewer readers and a draft need one person', async () => {
  const author = await writer(forum)
  const [article, begun] = [await publicArticle(forum), await draft(author, { readers: 'staff' })]
  const narrowed = await author.patch(`/articles/${article.id}`, { readers: 'members' })
  expect(narrowed.status).toBe(204)
  expect((await pageOf(forum.guest, article)).status).toBe(404)
  const widened = await author.patch(`/articles/${begun.id}`, { readers: 'everyone' })
  expect(widened.status).toBe(204)
})

test('another group, and a section for more people, need two persons', async () => {
  const [author, member] = [await writer(forum), await forum.user()]
  const [one, other] = [await forum.group([]), await forum.group([member])]
  const article = await publicArticle(forum, { readers: 'groups', readerGroups: [one] })
  const grouped = await author.patch(`/articles/${article.id}`, { readerGroups: [other] })
  expect(grouped.status).toBe(202)
  expect((await pageOf(member, article)).status).toBe(404)
  const placed = await publicArticle(forum, { section: await section({ readers: 'staff' }) })
  const moved = await author.patch(`/articles/${placed.id}`, { section: null })
  expect(moved.status).toBe(202)
  expect((await pageOf(member, placed)).status).toBe(404)
})

test('more readers of a section with public articles wait, with their list', async () => {
  const [author, second] = [await writer(forum), await writer(forum)]
  const top = await section({ readers: 'members' })
  const below = await section({ parent: top })
  const article = await publicArticle(forum, { section: below })
  await publicArticle(forum, { section: top, readers: 'staff' })
  const saved = await author.patch(`/article-sections/${top}`, {
    readers: 'everyone',
    icon: 'book'
  })
  expect(saved.status).toBe(202)
  const { items } = (await author.get('/article-sections/sources')).body
  const { readerChange, icon } = items.find(({ id }: { id: number }) => id === top)
  expect(icon).toBe('book')
  const { texts, name } = (await read(second, readerChange)).body
  expect(name).toBe('Wallets')
  expect(texts.map(({ url }: { url: string }) => url)).toEqual([`/articles/${article.slug}`])
  expect((await approve(second, readerChange)).status).toBe(204)
  expect((await pageOf(forum.guest, article)).status).toBe(200)
})

test('a section without public articles needs one person', async () => {
  const [author, id] = [await writer(forum), await section({ readers: 'staff' })]
  await draft(author, { section: id })
  const saved = await author.patch(`/article-sections/${id}`, { readers: 'everyone' })
  expect(saved.status).toBe(204)
})

test('who approves has read the version that more people get', async () => {
  const [author, second, article] = [await writer(forum), await writer(forum), await forStaff()]
  await author.patch(`/articles/${article.id}`, { readers: 'everyone' })
  const change = await changeOf(author, article)
  const { revision } = (await read(second, change)).body.snapshot
  await save(author, article, { body: 'For our eyes only.' })
  await publish(author, article)
  const stale = await approve(second, change, revision)
  expect(stale).toMatchObject({ status: 409, body: { code: 'revision_changed' } })
  expect((await pageOf(forum.guest, article)).status).toBe(404)
})

test('who approves a move has read for whom the section is', async () => {
  const [author, second, target] = [
    await writer(forum),
    await writer(forum),
    await section({ readers: 'members' })
  ]
  const article = await publicArticle(forum, { section: await section({ readers: 'staff' }) })
  await author.patch(`/articles/${article.id}`, { section: target })
  const change = await changeOf(author, article)
  const { revision } = (await read(second, change)).body.snapshot
  await author.patch(`/article-sections/${target}`, { readers: 'everyone' })
  const stale = await approve(second, change, revision)
  expect(stale).toMatchObject({ status: 409, body: { code: 'revision_changed' } })
  expect((await pageOf(forum.guest, article)).status).toBe(404)
})

test('what waits is listed, notified, replaced by another change, and discarded', async () => {
  const [author, second, article] = [await writer(forum), await writer(forum), await forStaff()]
  await author.patch(`/articles/${article.id}`, { readers: 'everyone' })
  const first = await changeOf(author, article)
  const listed = async (client: Client) =>
    (await client.get('/articles/work')).body.readerChanges.find(
      ({ id }: { id: number }) => id === first
    )
  expect(await listed(second)).toMatchObject({ readers: 'everyone', mayApprove: true })
  expect(await listed(author)).toMatchObject({ mayApprove: false })
  await forum.settle()
  const notes = (await second.get('/notifications')).body.items.filter(
    ({ actor }: { actor: { username: string } | null }) => actor?.username === author.username
  )
  expect(notes).toMatchObject([{ kind: 'article_approval', url: '/articles/work' }])
  await second.patch(`/articles/${article.id}`, { readers: 'members' })
  const next = await changeOf(author, article)
  expect(next).not.toBe(first)
  expect((await read(author, first)).status).toBe(404)
  expect((await author.delete(`/articles/reader-changes/${next}`)).status).toBe(204)
  expect(await changeOf(author, article)).toBeNull()
})

test('a change that is saved again keeps who proposed it', async () => {
  const [author, second, article] = [await writer(forum), await writer(forum), await forStaff()]
  for (const one of [author, second])
    await one.patch(`/articles/${article.id}`, { readers: 'everyone' })
  const change = await changeOf(author, article)
  expect((await approve(author, change)).status).toBe(403)
  expect((await approve(second, change)).status).toBe(204)
})

test('a version with its time set gets no more readers by one person', async () => {
  const [author, second] = [await writer(forum), await writer(forum)]
  const article = await draft(author, { readers: 'staff' })
  const publishAt = new Date(Date.parse(forum.now()) + 3600_000).toISOString()
  await publish(author, article, { publishAt })
  expect((await publish(second, article)).body.state).toBe('scheduled')
  const saved = await author.patch(`/articles/${article.id}`, { readers: 'everyone' })
  expect(saved.status).toBe(202)
})

test('volunteers and staff without the capability see no such change', async () => {
  const [author, article] = [await writer(forum), await forStaff()]
  await author.patch(`/articles/${article.id}`, { readers: 'everyone' })
  const change = await changeOf(author, article)
  for (const role of ['volunteer', 'staff'] as const) {
    const client = await forum.user({ role })
    expect((await read(client, change)).status).toBe(403)
    expect((await client.get('/articles/work')).body.readerChanges).toEqual([])
  }
})
