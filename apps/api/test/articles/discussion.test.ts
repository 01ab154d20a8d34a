import { expect, test } from 'vitest'
import { openDiscussion } from '@stoa/articles'
import { startForum } from '../forum.ts'
import { reply } from '../posting.ts'
import { draft, pageOf, publicArticle, publish, writer } from './writing.ts'

const forum = startForum()

async function discussed() {
  const discussion = await forum.category({ slug: `talk-${Math.random().toString(36).slice(2)}` })
  const article = await publicArticle(forum, { kind: 'post', discussion })
  await forum.settle()
  return { article, discussion }
}

test('a published post opens one thread that names it, and counts its replies', async () => {
  const { article } = await discussed()
  const { article: shown, discussion } = (await pageOf(forum.guest, article)).body
  expect(discussion).toMatchObject({ title: shown.title, replyCount: 0 })
  const id = Number(/^\/t\/(\d+)/.exec(discussion.url)?.[1])
  const { posts } = (await forum.guest.get(`/threads/${id}`)).body
  expect(posts[0].html).toContain(`/articles/${article.slug}`)
  await reply(await forum.user(), id)
  expect((await pageOf(forum.guest, article)).body.discussion.replyCount).toBe(1)
})

test('of two openings at once one opens a thread', async () => {
  const category = await forum.category({ slug: 'twice' })
  const article = await publicArticle(forum, { kind: 'post', discussion: category })
  await forum.dropEvents()
  const contexts = [forum.context(), forum.context()]
  await Promise.all(contexts.map((ctx) => openDiscussion(ctx, article.id)))
  const { items } = (await forum.guest.get('/threads?category=twice')).body
  expect(items).toHaveLength(1)
})

test('only posts that everybody reads are discussed', async () => {
  const staff = await writer(forum)
  const discussion = await forum.category({ slug: 'narrow' })
  const guide = await staff.post('/articles', {
    ...{
      language: 'en',
      kind: 'guide',
      title: 'Guide to fees',
      summary: 's',
      body: 'b',
      discussion
    }
  })
  expect(guide).toMatchObject({ status: 422, body: { errors: [{ path: 'discussion' }] } })
  const post = await draft(staff, { kind: 'post', readers: 'staff' })
  const refused = await staff.patch(`/articles/${post.id}`, { discussion })
  expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: 'discussion' }] } })
  await publish(staff, post)
})

test('a thread that a reader may not see is not named as the discussion', async () => {
  const category = await forum.category({ slug: 'members-talk', signInRequired: true })
  const article = await publicArticle(forum, { kind: 'post', discussion: category })
  await forum.settle()
  expect((await pageOf(forum.guest, article)).body.discussion).toBeNull()
  expect((await pageOf(await forum.user(), article)).body.discussion).toBeTruthy()
})

test('who gives a discussed post to fewer readers says that it has no discussion', async () => {
  const [{ article }, staff] = [await discussed(), await writer(forum)]
  const change = (values: object) => staff.patch(`/articles/${article.id}`, values)
  const refused = await change({ readers: 'staff' })
  expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: 'discussion' }] } })
  expect((await pageOf(forum.guest, article)).status).toBe(200)
  expect((await change({ tags: ['news'] })).status).toBe(204)
  expect((await change({ readers: 'staff', discussion: null })).status).toBe(204)
})
