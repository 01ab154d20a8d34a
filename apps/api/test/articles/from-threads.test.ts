import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { closeToAllButStaff } from '../matrix/hiding.ts'
import { createThread, reply } from '../posting.ts'
import { decide, makeOf, solvedThread } from './sources.ts'
import { pageOf, publish, writer } from './writing.ts'

const forum = startForum()

const sourceOf = async (id: number, language = 'en') =>
  (await (await writer(forum)).get(`/articles/${id}/translations/${language}`)).body

/** A thread whose article is public. */
async function published() {
  const thread = await solvedThread(forum)
  const [author, second] = [await writer(forum), await writer(forum)]
  const article = await makeOf(author, thread.threadId)
  for (const one of [thread.asker, thread.helper]) await decide(one, article.id, true, 'named')
  await publish(author, article)
  const { status, text } = await publish(second, article)
  if (status !== 200) throw new Error(text)
  await forum.settle()
  return { ...thread, article }
}

test('question and accepted answer become a draft, without quotes and mentions', async () => {
  const before = `Hello @support-team!\n\n> Somebody else said this.\n> All of it.\n\n`
  const { threadId, question, answer } = await solvedThread(forum, { before })
  const article = await makeOf(await writer(forum), threadId)
  const { content } = await sourceOf(article.id)
  expect(content.body).toContain(question)
  expect(content.body).toContain(`\n\n# Answer\n\n${answer}`)
  expect(content.body).not.toMatch(/@|Somebody else|>/)
  expect(content.summary.length).toBeGreaterThan(10)
})

test('only who reads the thread and drafts articles makes one of it', async () => {
  const { threadId, helper, categoryId } = await solvedThread(forum)
  await closeToAllButStaff(forum, categoryId)
  const volunteer = await forum.user({ role: 'volunteer' })
  const statusOf = async (client: typeof helper) =>
    (await client.post('/articles/from-threads', { threadId })).status
  expect(await Promise.all([helper, volunteer].map(statusOf))).toEqual([403, 404])
  const article = await makeOf(await writer(forum), threadId)
  const { settings } = (await (await writer(forum)).get(`/articles/${article.id}/source`)).body
  expect(settings.readers).toBe('staff')
})

test('a thread without an answer makes none, and of two at once one makes it', async () => {
  const asker = await forum.user()
  const open = await createThread(asker, await forum.category())
  await reply(await forum.user(), open.id)
  const [one, other] = [await writer(forum), await writer(forum)]
  const refused = await one.post('/articles/from-threads', { threadId: open.id })
  expect(refused).toMatchObject({ status: 409, body: { code: 'thread_not_solved' } })
  const { threadId } = await solvedThread(forum)
  const both = await Promise.all(
    [one, other].map((client) => client.post('/articles/from-threads', { threadId }))
  )
  expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409])
})

test('an official answer settles a thread, and its author is not asked', async () => {
  const [asker, staff] = [await forum.user(), await forum.user({ role: 'staff' })]
  const { id } = await createThread(asker, await forum.category())
  await reply(staff, id, 'We have sent it again, and it will arrive soon.')
  const article = await makeOf(await writer(forum), id)
  const { sources } = (await (await writer(forum)).get(`/articles/${article.id}/source`)).body
  expect(sources.map(({ state }: { state: string }) => state)).toEqual(['asked', 'own'])
})

test('the thread shows its article and the article its thread once it is public', async () => {
  const { threadId, article, asker, helper } = await published()
  const shown = (await forum.guest.get(`/threads/${threadId}`)).body.articles
  expect(shown).toMatchObject([{ url: article.url, language: 'en' }])
  const page = (await pageOf(forum.guest, article)).body
  expect(page.threads).toHaveLength(1)
  expect(page.article.credits).toEqual([asker.username, helper.username].toSorted())
})

test('a thread that a reader may not see is not listed, and a draft on no thread', async () => {
  const draft = await solvedThread(forum)
  await makeOf(await writer(forum), draft.threadId)
  expect((await draft.asker.get(`/threads/${draft.threadId}`)).body.articles).toEqual([])
  const { article, threadId, categoryId } = await published()
  await closeToAllButStaff(forum, categoryId)
  const staff = await writer(forum)
  await staff.patch(`/articles/${article.id}`, { readers: 'everyone' })
  await forum.settle()
  expect((await pageOf(forum.guest, article)).body.threads).toEqual([])
  expect((await pageOf(staff, article)).body.threads).toHaveLength(1)
  await staff.patch(`/articles/${article.id}`, { readers: 'staff' })
  await forum.settle()
  expect((await staff.get(`/threads/${threadId}`)).body.articles).toHaveLength(1)
})

test('a question whose title has no letters becomes an article', async () => {
  const { threadId } = await solvedThread(forum, { title: '？？？？' })
  const { slug } = await makeOf(await writer(forum), threadId)
  expect(slug).toMatch(/^question-\w{8}$/)
})
