import { beforeAll, expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { ask, reply } from '../posting.ts'

const forum = startForum()
let categoryId: number
let staff: Client
let threadId: number

beforeAll(async () => {
  categoryId = await forum.category()
  staff = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  threadId = (await ask(await forum.user(), categoryId)).id
})

const isPublic = async (client: Client, text: string) => {
  const { id } = await reply(client, threadId, text)
  const { items } = (await staff.get('/moderation/held')).body
  return !items.some(({ postId }: { postId: number }) => postId === id)
}

test('a sweep holds where the spammer led, until it is undone', async () => {
  const spammer = await forum.user({ trust: 'new' })
  const member = await forum.user()
  await reply(member, threadId, 'See https://wiki.example/deposits for that')
  await reply(spammer, threadId, 'Win at https://free-coins.example/a and https://wiki.example/me')
  await forum.settle()
  expect(await isPublic(member, 'Is https://free-coins.example/b real?')).toBe(true)
  const path = `/users/${spammer.username}/sweeps`
  const { body } = await staff.post(path, { reason: 'spam' })
  expect(body).toMatchObject({ hidden: 1, links: 2 })
  expect(await isPublic(member, 'Is https://Free-Coins.example/c real?')).toBe(false)
  expect(await isPublic(member, 'Is https://win.free-coins.example/c real?')).toBe(false)
  expect(await isPublic(member, 'Is https://no-free-coins.example/c real?')).toBe(true)
  // Others link to that host too: only the very address is held.
  expect(await isPublic(member, 'Read https://wiki.example/fees')).toBe(true)
  expect(await isPublic(member, 'Read https://wiki.example/me')).toBe(false)
  expect(await isPublic(staff, 'Never open https://free-coins.example/a')).toBe(true)
  expect((await staff.delete(`${path}/${body.id}`)).status).toBe(204)
  expect(await isPublic(member, 'Is https://free-coins.example/d real?')).toBe(true)
})
