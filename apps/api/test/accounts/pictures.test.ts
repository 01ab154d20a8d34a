import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { users } from '@stoa/accounts/schema'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'
import { sendPageForm } from '../pages/sending-forms.ts'

const forum = startForum({ demo: true, web: true })

const choose = (client: Client, picture: string) => client.patch('/me', { picture })

test('a member chooses a drawn picture, and goes back to the letter', async () => {
  const member = await forum.user()
  expect((await member.get('/me')).body.picture).toBeNull()
  expect((await choose(member, 'owl')).body.picture).toBe('owl')
  expect((await forum.guest.get(`/users/${member.username}`)).body.picture).toBe('owl')
  expect((await choose(member, '')).body.picture).toBeNull()
})

test('a picture that is not drawn is refused by name', async () => {
  const member = await forum.user()
  for (const picture of ['dragon', 'a'.repeat(22), '../owl', '/logo.png']) {
    const { status, body } = await choose(member, picture)
    expect([status, body.errors?.[0]?.path]).toEqual([422, 'picture'])
  }
  expect((await member.get('/me')).body.picture).toBeNull()
})

test('guests see the picture in a thread and on its page, and nothing without one', async () => {
  const categoryId = await forum.category()
  const [author, plain] = [await forum.user(), await forum.user()]
  await choose(author, 'tent')
  const { id } = await createThread(author, categoryId)
  const { thread, posts } = (await forum.guest.get(`/threads/${id}`)).body
  expect([thread.author.picture, posts[0].author.picture]).toEqual(['tent', 'tent'])
  const page = async (id: number) =>
    (await forum.guest.inject({ method: 'GET', url: `/t/${id}` })).text
  expect(await page(id)).toMatch(
    /<use href="\/_app\/immutable\/assets\/pictures\.[\w-]+\.svg#tent"/
  )
  expect(await page((await createThread(plain, categoryId)).id)).not.toContain('/pictures.')
})

test('a silenced member keeps the picture, and cannot choose another', async () => {
  const [admin, member] = [await forum.user({ role: 'admin' }), await forum.user()]
  await choose(member, 'bee')
  const sanction = { kind: 'silence', reason: 'spam' }
  expect((await admin.post(`/users/${member.username}/sanctions`, sanction)).status).toBe(201)
  expect((await choose(member, 'owl')).body.code).toBe('silenced')
  expect((await member.get('/me')).body.picture).toBe('bee')
})

test('a closed account shows no picture', async () => {
  const member = await forum.user()
  const { id } = await createThread(member, await forum.category())
  await choose(member, 'koala')
  await forum.connection.db
    .update(users)
    .set({ closesAt: forum.now() })
    .where(eq(users.id, member.id))
  const [post] = (await forum.guest.get(`/threads/${id}`)).body.posts
  expect(post.author).toMatchObject({ erased: true, picture: null })
})

test('the settings page offers every picture and marks the present one', async () => {
  const member = await forum.user()
  expect((await sendPageForm(member, '/settings?/picture', { picture: 'kite' })).status).toBe(303)
  const headers = { accept: 'text/html', 'accept-language': 'en' }
  const { text } = await member.inject({ method: 'GET', url: '/settings', headers })
  expect(text.match(/name="picture"/g)).toHaveLength(49)
  expect(text).toMatch(/value="kite" checked/)
  expect(text).toContain('Hot-air balloon')
  const refused = await sendPageForm(member, '/settings?/picture', { picture: 'dragon' })
  expect(refused.status).toBe(422)
})
