import { expect, test } from 'vitest'
import { serviceClient } from '../accounts/service-account-acts.ts'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'

const forum = startForum()

/** Past the minute for which counts are kept. */
const readAgain = () => forum.advance(61_000)

/** A question that an answer of this user solved, accepted by the asker. */
async function solves(by: Client, categoryId: number, asker?: Client) {
  const asking = asker ?? (await forum.user())
  const { id } = await createThread(asking, categoryId)
  const { id: postId } = await reply(by, id)
  const accepted = await asking.put(`/threads/${id}/accepted-answer`, { postId })
  expect(accepted.status, accepted.text).toBe(204)
  return { id, postId }
}

async function solvedBy(helper: Client, reader: Client) {
  const { items } = (await reader.get(`/users/${helper.username}/solved`)).body
  return (items as { category: { id: number }; solved: number }[]).map(({ category, solved }) => [
    category.id,
    solved
  ])
}

const helpersOf = async (categoryId: number, reader = forum.guest) => {
  const { items } = (await reader.get(`/categories/${categoryId}/helpers`)).body
  return (items as { username: string; solved: number }[]).map(({ username, solved }) => [
    username,
    solved
  ])
}

test('accepted answers are counted in the categories that the reader sees', async () => {
  const [helper, member] = [await forum.user(), await forum.user()]
  const open = await forum.category()
  const inside = await forum.category({ signInRequired: true })
  await solves(helper, open)
  await solves(helper, open)
  await solves(helper, inside)
  expect(await solvedBy(helper, forum.guest)).toEqual([[open, 2]])
  expect(await solvedBy(helper, member)).toEqual([
    [open, 2],
    [inside, 1]
  ])
})

test('a service account is thanked on its profile, and not named among helpers', async () => {
  const service = await serviceClient(forum, await forum.user({ role: 'admin' }))
  const [helper, categoryId] = [await forum.user(), await forum.category()]
  await solves(service, categoryId)
  await solves(helper, categoryId)
  readAgain()
  expect(await helpersOf(categoryId)).toEqual([[helper.username, 1]])
  expect(await solvedBy(service, forum.guest)).toEqual([[categoryId, 1]])
})

test('neither answers to oneself nor hidden or official ones count', async () => {
  const staff = await forum.user({ role: 'staff' })
  const helper = await forum.user()
  const categoryId = await forum.category()
  const { id } = await createThread(helper, categoryId)
  const { id: postId } = await reply(helper, id)
  await staff.put(`/threads/${id}/accepted-answer`, { postId })
  const hidden = await solves(helper, categoryId)
  await staff.post(`/posts/${hidden.postId}/hiding`, { reason: 'spam' })
  await solves(staff, categoryId)
  readAgain()
  expect(await solvedBy(helper, helper)).toEqual([])
  expect(await solvedBy(staff, forum.guest)).toEqual([])
  expect(await helpersOf(categoryId)).toEqual([])
  const { body } = await forum.guest.get(`/users/${helper.username}`)
  expect(body.contributions.acceptedAnswers).toBe(0)
})

test('a category names its helpers of 90 days, with those of sub-categories one sees', async () => {
  const [most, some] = [await forum.user(), await forum.user()]
  const member = await forum.user()
  const parentId = await forum.category()
  const inside = await forum.category({ parentId, signInRequired: true })
  await solves(some, parentId)
  await solves(most, await forum.category({ parentId }))
  await solves(most, parentId)
  await solves(some, inside)
  await solves(some, inside)
  readAgain()
  expect(await helpersOf(parentId)).toEqual([
    [most.username, 2],
    [some.username, 1]
  ])
  expect(await helpersOf(parentId, member)).toEqual([
    [some.username, 3],
    [most.username, 2]
  ])
  expect((await forum.guest.get(`/categories/${inside}/helpers`)).status).toBe(404)
  expect(await forum.count(() => helpersOf(parentId))).toBe(0)
  forum.advance(91 * 24 * 3600_000)
  expect(await helpersOf(parentId)).toEqual([])
})

test('suspended, closing and renamed users leave the helpers at once', async () => {
  const staff = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  const [suspended, closing, renamed] = [
    await forum.user(),
    await forum.user(),
    await forum.user({ username: 'oldheron' })
  ]
  const categoryId = await forum.category()
  for (const helper of [suspended, closing, renamed]) await solves(helper, categoryId)
  readAgain()
  expect(await helpersOf(categoryId)).toHaveLength(3)
  const sanction = { kind: 'suspension', reason: 'scam' }
  const { status, text } = await staff.post(`/users/${suspended.username}/sanctions`, sanction)
  expect(status, text).toBe(201)
  expect((await closing.post('/me/closing')).status).toBe(204)
  expect((await renamed.put('/me/username', { username: 'newheron' })).status).toBe(200)
  expect(await helpersOf(categoryId)).toEqual([['newheron', 1]])
})
