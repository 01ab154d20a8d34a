import { expect, test } from 'vitest'
import { publishDue } from '@stoa/articles'
import { after } from '@stoa/core'
import { startForum } from '../forum.ts'
import { decide, makeOf, solvedThread } from './sources.ts'
import { pageOf, publish, save, writer } from './writing.ts'

const forum = startForum()
const hour = 3600_000

async function drafted() {
  const thread = await solvedThread(forum)
  const [author, second] = [await writer(forum), await writer(forum)]
  const article = await makeOf(author, thread.threadId)
  await publish(author, article)
  return { ...thread, article, author, second }
}

test('authors are notified, and see what is used and what the draft says of it', async () => {
  const { helper, article, author, answer } = await drafted()
  await forum.settle()
  const { items } = (await helper.get('/notifications')).body
  expect(items[0]).toMatchObject({ kind: 'article_source', url: '/articles/sources' })
  await save(author, article, { body: `New beginning.\n\nStill: ${answer}\n\nNew end.` })
  const own = (await helper.get('/articles/sources')).body.items
  expect(own).toMatchObject([{ articleId: article.id, credit: 'asked', url: null, agreed: false }])
  expect(own[0].passages).toHaveLength(1)
  expect(own[0].passages[0].html).toContain('Still:')
  expect((await author.get('/articles/sources')).body.items).toEqual([])
})

test('nobody publishes within 24 hours unless the authors agree', async () => {
  const { asker, helper, article, second } = await drafted()
  const refused = await publish(second, article)
  expect(refused).toMatchObject({ status: 409, body: { code: 'article_authors_undecided' } })
  await decide(asker, article.id)
  expect((await publish(second, article)).status).toBe(409)
  const source = async () =>
    (await second.get(`/articles/${article.id}/translations/en`)).body.refusal
  const until = after(forum.now(), 24 * hour)
  const { code, until: latest } = await source()
  expect([code, latest <= until]).toEqual(['article_authors_undecided', true])
  await decide(helper, article.id)
  expect(await source()).toBeNull()
  expect((await publish(second, article)).body.state).toBe('published')
  expect((await pageOf(forum.guest, article)).body.article.credits).toEqual([])
})

test('after 24 hours without an answer it is published, and nobody is named', async () => {
  const { article, second } = await drafted()
  forum.advance(24 * hour + 1000)
  const again = await forum.user({ role: 'staff', capabilities: ['articles'] })
  expect((await publish(again, article)).body.state).toBe('published')
  expect((await pageOf(forum.guest, article)).body.article.credits).toEqual([])
  expect(second.username).not.toBe(again.username)
})

test('an objection stops a publication until it is taken back', async () => {
  const { asker, helper, article } = await drafted()
  const outsider = await forum.user()
  expect((await decide(outsider, article.id, false)).status).toBe(404)
  await decide(asker, article.id)
  expect((await decide(helper, article.id, false)).status).toBe(204)
  forum.advance(25 * hour)
  const second = await writer(forum)
  const refused = await publish(second, article)
  expect(refused).toMatchObject({ status: 409, body: { code: 'article_author_objects' } })
  await decide(helper, article.id, true, 'named')
  expect((await publish(second, article)).body.state).toBe('published')
  const late = await decide(helper, article.id, false)
  expect(late).toMatchObject({ status: 409, body: { code: 'article_objection_too_late' } })
})

test('an objection takes a scheduled version back to the drafts', async () => {
  const { asker, helper, article, second } = await drafted()
  const at = after(forum.now(), 30 * hour)
  expect((await publish(second, article, { publishAt: at })).body.state).toBe('scheduled')
  await decide(asker, article.id)
  await decide(helper, article.id, false)
  forum.advance(31 * hour)
  await publishDue(forum.context())
  expect((await pageOf(forum.guest, article)).status).toBe(404)
})

test('of an objection and a publication at the same time one is refused', async () => {
  const { asker, helper, article, second } = await drafted()
  for (const one of [asker, helper]) await decide(one, article.id)
  const [objected, published] = await Promise.all([
    decide(helper, article.id, false),
    publish(second, article)
  ])
  const statuses = [objected.status, published.status]
  expect([
    [204, 409],
    [409, 200]
  ]).toContainEqual(statuses)
})

test('an objection outlives the draft that it was made to', async () => {
  const { helper, article, author, threadId } = await drafted()
  await decide(helper, article.id, false)
  expect((await author.delete(`/articles/${article.id}/translations/en`)).status).toBe(204)
  const again = await author.post('/articles/from-threads', { threadId })
  expect(again).toMatchObject({ status: 409, body: { code: 'article_author_objects' } })
  expect((await helper.get('/articles/sources')).body.items).toEqual([])
})

test('a draft without an objection is discarded with its sources', async () => {
  const { article, author, threadId } = await drafted()
  expect((await author.delete(`/articles/${article.id}/translations/en`)).status).toBe(204)
  expect((await author.post('/articles/from-threads', { threadId })).status).toBe(201)
})
