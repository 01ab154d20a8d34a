import { expect, test } from 'vitest'
import { articleRevisions, articleSources } from '@stoa/articles/schema'
import { erasePostsOf } from '@stoa/threads'
import { eq } from 'drizzle-orm'
import { startForum } from '../forum.ts'
import { decide, makeOf, solvedThread } from './sources.ts'
import { pageOf, publish, save, writer } from './writing.ts'

const forum = startForum()

async function published(values: object = {}) {
  const thread = await solvedThread(forum, values)
  const [author, second] = [await writer(forum), await writer(forum)]
  const article = await makeOf(author, thread.threadId)
  for (const one of [thread.asker, thread.helper]) await decide(one, article.id, true, 'named')
  await publish(author, article)
  await publish(second, article)
  return { ...thread, article, author }
}

/** Everything that is stored of an article. */
async function storedOf(id: number): Promise<string> {
  const { db } = forum.connection
  const revisions = await db
    .select()
    .from(articleRevisions)
    .where(eq(articleRevisions.articleId, id))
  const sources = await db.select().from(articleSources).where(eq(articleSources.articleId, id))
  return JSON.stringify([revisions, sources])
}

const secret = 'Li Wei of Harbour Road'

test('a redacted passage leaves all versions of the article, which is on the work list', async () => {
  const given = { after: `\n\nI am ${secret}.` }
  const { postId, asker, article, author, question } = await published(given)
  await save(author, article, { body: `Edited.\n\n${question} I am **Li Wei** of Harbour Road.` })
  expect((await asker.post(`/posts/${postId}/redaction`, { text: secret })).status).toBe(204)
  expect(await storedOf(article.id)).not.toMatch(/Harbour/)
  const { html } = (await pageOf(forum.guest, article)).body.article
  expect(html).not.toContain('Harbour')
  expect(html).toContain(question)
  const { redacted } = (await author.get('/articles/work')).body
  expect(redacted).toContainEqual(expect.objectContaining({ id: article.id }))
  await author.put(`/articles/${article.id}/check`, { freshUntil: null })
  const left = (await author.get('/articles/work')).body.redacted
  expect(left).not.toContainEqual(expect.objectContaining({ id: article.id }))
})

test('a form opened before a redaction does not bring the passage back', async () => {
  const { postId, asker, article, author } = await published({ after: ` ${secret}` })
  const path = `/articles/${article.id}/translations/en`
  const opened = (await author.get(path)).body
  await asker.post(`/posts/${postId}/redaction`, { text: secret })
  const saved = await author.put(path, { ...opened.content, revision: opened.revision })
  expect(saved).toMatchObject({ status: 409, body: { code: 'revision_changed' } })
  expect(await storedOf(article.id)).not.toContain(secret)
})

test('erased posts take title, address and words with them, in translations too', async () => {
  const title = 'Why is my withdrawal over TRC20 still pending?'
  const { asker, article, author, question, answer } = await published({ title })
  const path = `/articles/${article.id}/translations/zh-CN`
  const words = {
    title: '提币一直待处理',
    summary: '提币。',
    body: '译文一。\n\n## 解答\n\n译文二。'
  }
  await author.put(path, { ...words, revision: 0 })
  await erasePostsOf(forum.context(), (await asker.get('/me')).body.id)
  await forum.settle()
  const stored = await storedOf(article.id)
  expect(stored).not.toMatch(/pending|译文一/)
  expect(stored).not.toContain(question)
  expect(stored).toContain('译文二')
  expect((await pageOf(forum.guest, article)).status).toBe(404)
  const slug = `article-${article.id}-en`
  const page = (await pageOf(forum.guest, { slug })).body
  expect(page.article).toMatchObject({ credits: [expect.any(String)] })
  expect(page.article.html).toContain(answer.slice(0, 30))
})
