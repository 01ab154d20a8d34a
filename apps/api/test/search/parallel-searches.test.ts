import { beforeAll, expect, test } from 'vitest'
import { erasePostsOf } from '@stoa/threads'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'
import { look, titles } from './looking.ts'

const forum = startForum()
let admin: Client
let anna: Client
let wallet: number

beforeAll(async () => {
  admin = await forum.user({ role: 'admin' })
  anna = await forum.user({ username: 'anna' })
  wallet = await forum.category({ slug: 'wallet' })
})

/** A question and an answer that both contain this word. */
async function known(word: string, by: Client = anna) {
  const asked = await createThread(by, wallet, { title: `About ${word}`, body: 'It is gone.' })
  const answer = await reply(anna, asked.id, `Another ${word} came.`)
  await forum.settle()
  expect(await look(forum.guest, word)).toMatchObject({ total: 1, items: [{ otherMatches: 1 }] })
  return { ...asked, answer }
}

const nothing = { items: [], total: 0, categories: [], meant: null }
const suggested = async (typed: string) =>
  (await forum.guest.get(`/search/suggestions?q=${typed}`)).body.items

// Effects have not run in these tests, so the documents still have the old text.

test('hidden posts leave hits, counts and suggestions before reindexing', async () => {
  const { postId, answer } = await known('zirconium')
  await admin.post(`/posts/${answer.id}/hiding`, { reason: 'scam' })
  expect(await look(forum.guest, 'zirconium')).toMatchObject({ items: [{ otherMatches: 0 }] })
  await admin.post(`/posts/${postId}/hiding`, { reason: 'scam' })
  expect(await look(forum.guest, 'zirconium')).toMatchObject(nothing)
  expect(await suggested('zircon')).toEqual([])
})

test('threads moved to staff-only are found by staff alone, in the new category', async () => {
  const { id } = await known('beryllium', admin)
  const categoryId = await forum.category({ slug: 'staff-room', rule: 'staff_only' })
  expect((await admin.patch(`/threads/${id}`, { categoryId })).status).toBe(204)
  expect(await look(forum.guest, 'beryllium')).toMatchObject(nothing)
  expect(await look(admin, 'beryllium')).toMatchObject({ categories: [{ slug: 'staff-room' }] })
})

test('merged posts are found in the target thread only', async () => {
  const [source, into] = [await known('palladium'), await createThread(anna, wallet)]
  expect((await admin.post(`/threads/${source.id}/merge`, { into: into.id })).status).toBe(204)
  const found = await look(forum.guest, 'palladium')
  expect(found.items.filter(({ threadId }) => threadId !== into.id)).toEqual([])
  await forum.settle()
  expect(await titles(forum.guest, 'palladium')).toEqual([into.title])
})

test('erased posts are found by nobody, not even staff', async () => {
  const [bert, { id }] = [await forum.user({ username: 'bert' }), await known('osmium')]
  const own = await reply(bert, id, 'My rhodium too.')
  await forum.settle()
  expect(await look(admin, 'rhodium')).toMatchObject({ items: [{ postId: own.id }] })
  const { body } = await forum.guest.get('/users/bert')
  await erasePostsOf(forum.context(), body.id)
  expect(await look(admin, 'rhodium')).toMatchObject(nothing)
})

test('a renamed thread shows its new title at once; the old one stops matching soon', async () => {
  const { id } = await known('cadmium')
  await anna.patch(`/threads/${id}`, { title: 'About something else' })
  expect(await titles(forum.guest, 'cadmium')).toEqual(['About something else'])
  await forum.settle()
  const { items } = await look(forum.guest, 'cadmium')
  expect(items).toMatchObject([{ postNumber: 2, otherMatches: 0 }])
  expect(await titles(forum.guest, 'something else')).toEqual(['About something else'])
})
