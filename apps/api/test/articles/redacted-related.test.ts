import { expect, test } from 'vitest'
import { checkArticles } from '@stoa/articles'
import { startForum } from '../forum.ts'
import { exported, importAs } from './folder.ts'
import { decide, makeOf, solvedThread } from './sources.ts'
import { publish, save, writer } from './writing.ts'

const forum = startForum()
const secret = 'Li Wei of Harbour Road'

async function published(values: { title?: string; after?: string } = {}, settings: object = {}) {
  const thread = await solvedThread(forum, values)
  const [author, second] = [await writer(forum), await writer(forum)]
  const article = await makeOf(author, thread.threadId)
  for (const one of [thread.asker, thread.helper]) await decide(one, article.id)
  await author.patch(`/articles/${article.id}`, settings)
  await publish(author, article)
  await publish(second, article)
  await forum.settle()
  const redact = (text = secret) => thread.asker.post(`/posts/${thread.postId}/redaction`, { text })
  return { ...thread, article, author, second, redact }
}

const sql = () => forum.connection.sql

test('tags, paths and findings lose the words', async () => {
  const title = `Where is the deposit of ${secret}?`
  const { author, second, article, redact } = await published({ title }, { tags: ['harbour-road'] })
  await save(author, article, { body: '[a](/c/harbour-road)' })
  for (const one of [author, second]) await publish(one, article)
  await checkArticles(forum.context())
  await exported(forum)
  await redact('Harbour Road')
  const rows = await sql()`select articles.tags, articles.path, article_files.path as file,
    article_findings.target from articles left join article_files on article_files.article_id = id
    left join article_findings on article_findings.article_id = id where id = ${article.id}`
  expect(JSON.stringify(rows)).not.toMatch(/harbour/i)
})

test('an import brings no redacted words back until it is exported again', async () => {
  const { redact, author, article } = await published({ after: `\n\nI am ${secret}.` })
  const before = await exported(forum)
  await redact()
  const old = Object.keys(before).find((path) => path.includes(article.slug)) ?? ''
  const files = { [old]: before[old] ?? '' }
  const { failures, changed } = await importAs(forum, author, files)
  expect(changed).toBe(0)
  expect(failures[0]?.error.message).toMatch(/export it/)
  const fresh = `${String((await exported(forum))[old])}More.\n`
  expect(await importAs(forum, author, { [old]: fresh })).toMatchObject({ changed: 1 })
})

test('an import at a path that was redacted makes no second article', async () => {
  const { redact, author, article } = await published({ title: `Deposit of ${secret}, please` })
  const before = await exported(forum)
  await redact()
  const old = Object.keys(before).find((path) => path.includes(article.slug)) ?? ''
  const { created, failures } = await importAs(forum, author, { [old]: before[old] ?? '' })
  expect([created, failures.length]).toEqual([0, 1])
})
