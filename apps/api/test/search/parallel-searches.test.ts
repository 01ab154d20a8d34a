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

/** A question that is found by this word, as is an answer to it. */
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

// Nothing has settled: no consequence has run, the documents still say what they said.

test('what was hidden is in no hit, count or suggestion, before any document is made anew', async () => {
  const { postId, answer } = await known('zirconium')
  await admin.post(`/posts/${answer.id}/hiding`, { reason: 'scam' })
  expect(await look(forum.guest, 'zirconium')).toMatchObject({ items: [{ otherMatches: 0 }] })
  await admin.post(`/posts/${postId}/hiding`, { reason: 'scam' })
  expect(await look(forum.guest, 'zirconium')).toMatchObject(nothing)
  expect(await suggested('zircon')).toEqual([])
})

test('what was moved to where only staff read is found by them alone, in its new category', async () => {
  const { id } = await known('beryllium', admin)
  const categoryId = await forum.category({ slug: 'staff-room', rule: 'staff_only' })
  expect((await admin.patch(`/threads/${id}`, { categoryId })).status).toBe(204)
  expect(await look(forum.guest, 'beryllium')).toMatchObject(nothing)
  expect(await look(admin, 'beryllium')).toMatchObject({ categories: [{ slug: 'staff-room' }] })
})

test('what was merged is found in the other thread alone', async () => {
  const [source, into] = [await known('palladium'), await createThread(anna, wallet)]
  expect((await admin.post(`/threads/${source.id}/merge`, { into: into.id })).status).toBe(204)
  const found = await look(forum.guest, 'palladium')
  expect(found.items.filter(({ threadId }) => threadId !== into.id)).toEqual([])
  await forum.settle()
  expect(await titles(forum.guest, 'palladium')).toEqual([into.title])
})

test('what was erased is found by nobody, staff neither', async () => {
  const [bert, { id }] = [await forum.user({ username: 'bert' }), await known('osmium')]
  const own = await reply(bert, id, 'My rhodium too.')
  await forum.settle()
  expect(await look(admin, 'rhodium')).toMatchObject({ items: [{ postId: own.id }] })
  const { body } = await forum.guest.get('/users/bert')
  await erasePostsOf(forum.context(), body.id)
  expect(await look(admin, 'rhodium')).toMatchObject(nothing)
})

test('what was renamed has its new title at once, and its old words find it no longer soon', async () => {
  const { id } = await known('cadmium')
  await anna.patch(`/threads/${id}`, { title: 'About something else' })
  expect(await titles(forum.guest, 'cadmium')).toEqual(['About something else'])
  await forum.settle()
  const { items } = await look(forum.guest, 'cadmium')
  expect(items).toMatchObject([{ postNumber: 2, otherMatches: 0 }])
  expect(await titles(forum.guest, 'something else')).toEqual(['About something else'])
})
