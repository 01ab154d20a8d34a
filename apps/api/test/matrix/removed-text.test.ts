import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { erasePostsOf } from '@stoa/threads'
import { makeAccount, signedIn } from '../accounts/browser.ts'
import { waitForErasing } from '../accounts/undo-links.ts'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'
import { sendFile } from '../uploads/sending.ts'
import { keepLog } from './logs.ts'
import { columnsWith, filesWith, mailsWith } from './traces.ts'

const forum = startForum({ web: true })
const log = keepLog(forum)

const letters = (count: number) =>
  [...randomBytes(count)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('')

/** A unique word. */
const newCanary = () => `canary${letters(9)}`

async function tracesOf(word: string) {
  await forum.settle()
  return {
    columns: await columnsWith(forum, [word]),
    files: await filesWith(forum, [word]),
    log: log.filter((line) => line.includes(word)),
    mails: await mailsWith(forum, [word])
  }
}

const nowhere = { columns: [], files: [], log: [], mails: [] }

/** Expects that no response to the reader contains the word. */
async function expectUnseen(reader: Client, word: string, threadId: number, postId: number) {
  const addresses = [
    ...['/', `/t/${threadId}`, `/p/${postId}/history`, '/feed.xml', `/t/${threadId}/feed.xml`],
    ...['/sitemap.xml', '/sitemap/threads/0.xml', '/api/v1/threads', '/search', '/tags/lost'],
    ...[`/api/v1/threads/${threadId}`, `/api/v1/posts/${postId}/revisions`],
    ...[`/api/v1/posts/${postId}/source`, '/api/v1/notifications', '/notifications'],
    ...['/api/v1/bookmarks', '/bookmarks', '/moderation/log', '/api/v1/moderation/log']
  ]
  for (const url of addresses) {
    const { status, text } = await reader.inject({ method: 'GET', url })
    expect(status, url).toBeLessThan(500)
    expect(text, url).not.toContain(word)
  }
  const found = await reader.get(`/search?q=${word}`)
  expect(found.body.items).toEqual([])
  expect((await reader.get(`/search/suggestions?q=${word}`)).body.items).toEqual([])
}

/** Creates a thread with the word in title, text, history and a quote, and has it read. */
async function createScripted(word: string) {
  const [author, other] = [await forum.user({ trust: 'trusted' }), await forum.user()]
  const categoryId = await forum.category()
  const body = `Where is it? The phrase is ${word}, and it is lost.`
  const title = `Lost ${word} today`
  const key = { 'idempotency-key': `key-${letters(12)}` }
  const asked = await author.post(
    '/threads',
    { categoryId, title, body, tags: ['lost'], language: 'en' },
    key
  )
  expect(asked.status, asked.text).toBe(201)
  const { id, postId } = asked.body as { id: number; postId: number }
  await author.patch(`/posts/${postId}`, { body: `${body} Edited.`, reason: 'A reason' })
  await author.patch(`/threads/${id}`, { title: `${title} again` })
  const quote = `> ${body} Edited.\n\nYou should not write that here, @${author.username}.`
  await other.post(
    `/threads/${id}/posts`,
    { body: quote, replyTo: 1 },
    { 'idempotency-key': `key-${letters(12)}` }
  )
  await other.put(`/posts/${postId}/bookmark`)
  await forum.settle()
  for (const url of ['/', `/t/${id}`, `/search?q=${word}`])
    await forum.guest.inject({ method: 'GET', url })
  return { author, other, id, postId }
}

test('a redacted passage is gone from text, title, history, quotes, index and cache', async () => {
  const word = newCanary()
  const { author, other, id, postId } = await createScripted(word)
  expect((await tracesOf(word)).columns).toContain('posts.body')
  expect((await author.post(`/posts/${postId}/redaction`, { text: word })).status).toBe(204)
  const { mails, ...traces } = await tracesOf(word)
  expect({ ...traces, mails: [] }).toEqual(nowhere)
  expect(mails.length).toBeLessThanOrEqual(2)
  for (const reader of [forum.guest, other, author]) await expectUnseen(reader, word, id, postId)
})

test('a withdrawn thread is kept for undoing only, and nobody else sees it', async () => {
  const word = newCanary()
  const { author, other, id, postId } = await createScripted(word)
  const quoted = await reply(author, id, `I said ${word}.`)
  expect((await author.delete(`/posts/${quoted.id}`)).status).toBe(204)
  expect((await author.delete(`/threads/${id}`)).status).toBe(204)
  await forum.settle()
  for (const reader of [forum.guest, other]) await expectUnseen(reader, word, id, postId)
})

test('a withdrawn reply leaves only its number', async () => {
  const word = newCanary()
  const author = await forum.user()
  const thread = await createThread(await forum.user(), await forum.category())
  const { id } = await reply(author, thread.id, `It is ${word}.`)
  await author.patch(`/posts/${id}`, { body: `It was ${word}, sorry.` })
  await forum.settle()
  await forum.guest.inject({ method: 'GET', url: `/t/${thread.id}` })
  expect((await author.delete(`/posts/${id}`)).status).toBe(204)
  // Author and staff may still read and find it while it can be restored.
  const { columns } = await tracesOf(word)
  const kept = ['posts', 'revisions', 'search_documents']
  expect(columns.filter((column) => !kept.includes(column.split('.')[0] ?? ''))).toEqual([])
  for (const reader of [forum.guest, await forum.user()])
    await expectUnseen(reader, word, thread.id, id)
})

test('what is erased with an account is nowhere any more', async () => {
  const word = newCanary()
  const given = { username: `x${letters(12)}`, bio: `I am ${word}.`, email: `${word}@example.test` }
  const { id, username } = await makeAccount(forum, given)
  const browser = await signedIn(forum, username)
  const categoryId = await forum.category()
  const body = `My name is ${word}.`
  const asked = await browser.post('/threads', { categoryId, title: `I am ${word}`, body })
  expect(asked.status, asked.text).toBe(201)
  await browser.patch(`/posts/${asked.body.postId}`, { body: `${body} Edited.` })
  await browser.put('/drafts/ask', { title: word, body: word, tags: [word] })
  await browser.post('/tokens', { name: word, scopes: ['read'], days: 1 })
  await browser.post('/me/email', { email: `${word}2@example.test` })
  await forum.settle()
  await erasePostsOf(forum.context(), id)
  expect((await browser.post('/me/closing')).status).toBe(204)
  await waitForErasing(forum)
  const { mails: _sent, ...traces } = await tracesOf(word)
  expect(traces).toEqual({ columns: [], files: [], log: [] })
})

test('a file is deleted with its post', async () => {
  const word = newCanary()
  const author = await forum.user({ trust: 'trusted' })
  const { body: file } = await sendFile(author, `${word}.txt`, Buffer.from(`In it ${word}.`))
  const thread = await createThread(author, await forum.category(), {
    body: `See ${file.markdown}`
  })
  await forum.settle()
  expect((await tracesOf(word)).files.length).toBe(1)
  await erasePostsOf(forum.context(), author.id)
  const { mails: _sent, ...traces } = await tracesOf(word)
  expect(traces).toEqual({ columns: [], files: [], log: [] })
  expect((await author.get(`/uploads/${file.id}`)).status).toBe(404)
  expect((await forum.guest.get(`/threads/${thread.id}`)).status).toBe(410)
})
