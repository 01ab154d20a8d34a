import { beforeAll, expect, test } from 'vitest'
import { serviceClient } from '../accounts/service-account-acts.ts'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'
import { release } from './releasing.ts'

const forum = startForum()
let bot: Client
let staff: Client

beforeAll(async () => {
  bot = await serviceClient(forum, await forum.user({ role: 'admin' }))
  staff = await forum.user({ role: 'staff' })
})

const refusal = { reason: 'spam' }
const isRead = async (id: number) => (await forum.guest.get(`/threads/${id}`)).status === 200

test('no program publishes what awaits approval by refusing and restoring it', async () => {
  const categoryId = await forum.category({ rule: 'approve_first' })
  const { id, postId } = await createThread(await forum.user(), categoryId)
  expect((await bot.post(`/posts/${postId}/refusal`, refusal)).status).toBe(204)
  const restored = await bot.delete(`/posts/${postId}/hiding`)
  expect([restored.status, restored.body.code, await isRead(id)]).toEqual([
    ...[403, 'people_only', false]
  ])
  expect((await staff.delete(`/posts/${postId}/hiding`)).status).toBe(204)
  expect(await isRead(id)).toBe(true)
})

test('a program restores what was public before it was hidden', async () => {
  const { id, postId } = await createThread(await forum.user(), await forum.category())
  expect((await bot.post(`/posts/${postId}/hiding`, refusal)).status).toBe(204)
  expect((await bot.delete(`/posts/${postId}/hiding`)).status).toBe(204)
  expect(await isRead(id)).toBe(true)
})

test('no program releases a campaign, whose further texts would be published', async () => {
  const categoryId = await forum.category()
  const words = 'quay lamp moss tern kiln rope salt fern opal dusk brine knot gull reef tide'
  const ids: number[] = []
  for (const days of [3, 4, 5]) {
    const { id } = await createThread(staff, categoryId)
    ids.push((await reply(await forum.user(), id, `${words} in ${days} days.`)).id)
    await forum.settle()
  }
  // The last one awaits approval, which no program gives; the others were public before.
  expect((await staff.post(`/posts/${ids[2]}/refusal`, refusal)).status).toBe(204)
  const [{ id }] = (await bot.get('/moderation/campaigns')).body.items
  const refused = await release(bot, id)
  expect([refused.status, refused.body.code]).toEqual([403, 'people_only'])
  expect((await release(staff, id)).status).toBe(200)
})
