import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { openTicket, sendAnswers } from '../tickets/opening.ts'
import { decide, makeOf, solvedThread } from './sources.ts'
import { pageOf, publish, save, writer } from './writing.ts'

const forum = startForum()
const volunteer = () => forum.user({ role: 'volunteer' })
const said = 'We have credited your deposit again, because the network had dropped it.'

/** A draft made of a resolved ticket. */
async function ofTicket() {
  const desk = await forum.user({ role: 'staff', capabilities: ['articles', 'desk'] })
  const requester = await forum.user()
  const number = await openTicket(requester, { topic: 'trading', body: 'My deposit is missing.' })
  await desk.post(`/tickets/${number}/messages`, { body: said })
  await sendAnswers(forum)
  await desk.post(`/tickets/${number}/resolution`, { summary: 'Done.' })
  await sendAnswers(forum)
  const { body } = await desk.post('/articles/from-tickets', { number })
  return { desk, requester, article: body }
}

/** A public article made of a thread. */
async function ofThread() {
  const thread = await solvedThread(forum)
  const [author, second] = [await writer(forum), await writer(forum)]
  const article = await makeOf(author, thread.threadId)
  for (const one of [thread.asker, thread.helper]) await decide(one, article.id)
  await publish(author, article)
  await publish(second, article)
  return { ...thread, author, article }
}

type Row = { author: { username: string } | null }
const authorsOf = ({ body }: { body: { sources: Row[] } }) =>
  body.sources.map(({ author }) => author?.username ?? null)

test('a volunteer does not learn whose words a public article uses', async () => {
  const { article, author, asker, helper } = await ofThread()
  const path = `/articles/${article.id}/source`
  expect(authorsOf(await (await volunteer()).get(path))).toEqual([])
  expect(authorsOf(await author.get(path))).toEqual([asker.username, helper.username])
})

test('a volunteer sees the sources of the draft that they made', async () => {
  const [maker, { threadId, asker, helper }] = [await volunteer(), await solvedThread(forum)]
  const { id } = await makeOf(maker, threadId)
  const found = await maker.get(`/articles/${id}/source`)
  expect(authorsOf(found)).toEqual([asker.username, helper.username])
})

test('only agents of a ticket see who took part in it', async () => {
  const { article, desk, requester } = await ofTicket()
  const path = `/articles/${article.id}/source`
  expect(authorsOf(await desk.get(path))).toEqual([requester.username, desk.username])
  expect(authorsOf(await (await writer(forum)).get(path))).toEqual([null, null])
})

test('who wrote the words reads no draft of a public article', async () => {
  const { article, author, helper, answer } = await ofThread()
  await save(author, article, { title: 'Not public yet', body: `Not yet: ${answer}` })
  const { text, body } = await helper.get('/articles/sources')
  expect(body.items).toMatchObject([{ articleId: article.id }])
  expect(text).not.toMatch(/Not public yet|Not yet/)
})

test('who wrote the words reads nothing of an article that is not for them any more', async () => {
  const { article, author, helper } = await ofThread()
  await author.patch(`/articles/${article.id}`, { readers: 'staff' })
  expect((await pageOf(helper, article)).status).toBe(404)
  expect((await helper.get('/articles/sources')).body.items).toEqual([])
})
