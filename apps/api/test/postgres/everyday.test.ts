import { expect, test } from 'vitest'
import { makeAccount, openBrowser, password } from '../accounts/browser.ts'
import { startForum } from '../forum.ts'
import { createThread, reply } from '../posting.ts'

const forum = startForum()

test('on this PostgreSQL a member signs in, replies, and the reply is found', async () => {
  const asker = await forum.user()
  const { id } = await createThread(asker, await forum.category(), { title: '充值一直没有到账' })
  const { username } = await makeAccount(forum)
  const member = openBrowser(forum)
  expect((await member.post('/sessions', { login: username, password: 'wrong' })).status).toBe(401)
  expect((await member.post('/sessions', { login: username, password })).status).toBe(201)
  expect((await member.post(`/threads/${id}/posts`, { body: '再等十分钟' })).status).toBe(201)
  await reply(asker, id, 'Thank you, the violet transfer arrived.')
  await forum.settle()
  for (const [q, found] of Object.entries({ 等十分: 2, violet: 3, absent: undefined })) {
    const { body } = await forum.guest.get(`/search?q=${encodeURIComponent(q)}`)
    expect(body.items[0]?.postNumber, q).toBe(found)
  }
})
