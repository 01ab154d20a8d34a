import { expect, test } from 'vitest'
import { articleRevisions } from '@stoa/articles/schema'
import { and, eq } from 'drizzle-orm'
import { startForum } from '../forum.ts'
import { decide, makeOf, solvedThread } from './sources.ts'
import { draft, pageOf, publish, translate, writer } from './writing.ts'

const forum = startForum()
const secret = 'Li Wei of Harbour Road'

async function published(values: object = {}) {
  const thread = await solvedThread(forum, values)
  const [author, second] = [await writer(forum), await writer(forum)]
  const article = await makeOf(author, thread.threadId)
  for (const one of [thread.asker, thread.helper]) await decide(one, article.id)
  await publish(author, article)
  await publish(second, article)
  const redact = (text: string) => thread.asker.post(`/posts/${thread.postId}/redaction`, { text })
  return { ...thread, article, author, redact }
}

async function storedOf(id: number, language: string): Promise<string> {
  const { articleId, language: of } = articleRevisions
  const rows = await forum.connection.db
    .select()
    .from(articleRevisions)
    .where(and(eq(articleId, id), eq(of, language as 'en')))
  return JSON.stringify(rows)
}

test('a translation of other paragraphs loses its text with the original', async () => {
  const { article, redact } = await published({ after: `\n\nI am ${secret}.` })
  const body = '我是港湾路的李伟。'
  const translated = await translate(forum, article, 'zh-CN', { title: '提币问题一', body })
  expect((await redact(secret)).status).toBe(204)
  expect(await storedOf(article.id, 'zh-CN')).not.toContain('李伟')
  expect((await pageOf(forum.guest, translated)).body.article.html).not.toContain('李伟')
})

test('a translation loses title and address when the original does', async () => {
  const title = `Where is the deposit of ${secret}?`
  const { article, redact } = await published({ title })
  const words = { title: '港湾路的李伟', body: '译文一。\n\n## 解答\n\n译文二。' }
  await translate(forum, article, 'zh-CN', words)
  expect((await redact(secret)).status).toBe(204)
  const stored = await storedOf(article.id, 'zh-CN')
  expect(stored).not.toContain('李伟')
  expect(stored).toContain('译文二')
})

test('a draft that took the address of what is left stops no redaction', async () => {
  const { article, redact } = await published({ title: `Where is the deposit of ${secret}?` })
  await draft(await writer(forum), { slug: `article-${article.id}-en` })
  expect((await redact(secret)).status).toBe(204)
  expect(await storedOf(article.id, 'en')).not.toMatch(/harbour/i)
  const slug = `article-${article.id}-en-2`
  expect((await pageOf(forum.guest, { slug })).body.article.title).not.toContain('Harbour')
})
