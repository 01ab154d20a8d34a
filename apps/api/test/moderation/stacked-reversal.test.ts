import { beforeAll, expect, test } from 'vitest'
import { after } from '@stoa/core'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'

// Acts that build on earlier acts are undone from the newest to the oldest.
const forum = startForum()
let here: number
let there: number
let staff: Client

beforeAll(async () => {
  here = await forum.category()
  there = await forum.category()
  staff = await forum.user({ role: 'staff', capabilities: ['moderation'] })
})

const rogue = () => forum.user({ role: 'volunteer', moderates: [here, there] })
const question = async () => createThread(await forum.user(), here)
const threadOf = async (id: number) => (await forum.guest.get(`/threads/${id}`)).body.thread
const located = async (id: number) => (await forum.guest.get(`/posts/${id}`)).body
const merge = (by: Client, id: number, into: number) => by.post(`/threads/${id}/merge`, { into })

async function reverse(whose: Client, by = staff) {
  const since = after(forum.now(), -3600_000)
  const { body } = await by.post(`/users/${whose.username}/reversal`, { since })
  const { undone, kept, left } = body
  return { undone, kept, left }
}

test('replies split off and then merged elsewhere return to their first thread', async () => {
  const by = await rogue()
  const [one, other] = [await question(), await question()]
  const answer = await reply(await forum.user(), one.id)
  const split = { postIds: [answer.id], title: 'Torn apart' }
  const { id } = (await by.post(`/threads/${one.id}/split`, split)).body
  expect((await merge(by, id, other.id)).status).toBe(204)
  expect(await reverse(by)).toEqual({ undone: 2, kept: 0, left: 0 })
  expect(await located(answer.id)).toMatchObject({ threadId: one.id, number: 2 })
})

test('threads merged one after the other are all separate again', async () => {
  const by = await rogue()
  const [a, b, c] = [await question(), await question(), await question()]
  await merge(by, a.id, b.id)
  await merge(by, b.id, c.id)
  expect(await reverse(by)).toEqual({ undone: 2, kept: 0, left: 0 })
  for (const { id, title } of [a, b, c]) expect(await threadOf(id)).toMatchObject({ id, title })
})

test('a thread retitled, moved, closed and then merged is as before', async () => {
  const by = await rogue()
  const [a, b] = [await question(), await question()]
  await by.patch(`/threads/${a.id}`, { title: 'Worse', categoryId: there })
  await by.put(`/threads/${a.id}/closing`, { reason: 'other' })
  await merge(by, a.id, b.id)
  expect(await reverse(by)).toEqual({ undone: 4, kept: 0, left: 0 })
  expect(await threadOf(a.id)).toMatchObject({
    ...{ title: a.title, closed: false },
    category: { id: here }
  })
})

test('after merge, undo and merge, the last merge is undone', async () => {
  const by = await rogue()
  const [a, b] = [await question(), await question()]
  const answer = await reply(await forum.user(), a.id)
  for (let time = 0; time < 3; time++) {
    expect((await merge(by, a.id, b.id)).status).toBe(204)
    expect(await reverse(by)).toEqual({ undone: 1, kept: 0, left: 0 })
  }
  expect(await located(answer.id)).toMatchObject({ threadId: a.id, number: 2 })
})

test('more than fifty acts are undone in batches', async () => {
  const by = await rogue()
  const since = after(forum.now(), -3600_000)
  const author = await forum.user()
  const asked = await Promise.all(Array.from({ length: 13 }, () => createThread(author, here)))
  for (const { id } of asked) {
    await by.patch(`/threads/${id}`, { title: `Worse ${id}`, tags: ['x'], categoryId: there })
    await by.put(`/threads/${id}/slow-mode`, { seconds: 60 })
  }
  const path = `/users/${by.username}/reversal`
  const first = (await staff.post(path, { since })).body
  expect(first).toMatchObject({ undone: 50, kept: 0, left: 2 })
  const { before } = first
  expect((await staff.post(path, { since, before })).body).toMatchObject({ undone: 2, left: 0 })
  for (const { id, title } of asked) expect(await threadOf(id)).toMatchObject({ title, tags: [] })
})

test('a thread that its author, also a moderator, moved on stays there', async () => {
  const third = await forum.category()
  const by = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  const author = await forum.user({ role: 'volunteer', moderates: [here, there, third] })
  const admin = await forum.user({ role: 'admin' })
  const [one, other] = [await createThread(author, here), await createThread(author, here)]
  for (const { id } of [one, other]) await by.patch(`/threads/${id}`, { categoryId: there })
  expect((await author.patch(`/threads/${one.id}`, { categoryId: third })).status).toBe(204)
  expect(await reverse(by, admin)).toEqual({ undone: 1, kept: 0, left: 0 })
  expect((await threadOf(one.id)).category.id).toBe(third)
  expect((await threadOf(other.id)).category.id).toBe(here)
})
