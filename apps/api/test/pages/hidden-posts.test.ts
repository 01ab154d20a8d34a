import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { createThread, reply } from '../posting.ts'
import { sendPageForm } from './sending-forms.ts'

const forum = startForum({ web: true })

test('authors of a hidden post see why and how to appeal; moderators do not', async () => {
  const categoryId = await forum.category()
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const author = await forum.user()
  const { id } = await createThread(await forum.user(), categoryId)
  const post = await reply(author, id, 'An answer that is no spam.')
  await volunteer.post(`/posts/${post.id}/hiding`, { reason: 'spam' })
  const pageFor = async (client: typeof author) =>
    (await client.inject({ method: 'GET', url: post.url, headers: { accept: 'text/html' } })).text
  const [own, theirs] = [await pageFor(author), await pageFor(volunteer)]
  for (const page of [own, theirs]) expect(page).toContain('An answer that is no spam.')
  expect(own).toContain('href="/decisions"')
  expect(theirs).not.toContain('href="/decisions"')
})

test('hiding a first post shows how many replies vanish and can keep them', async () => {
  const categoryId = await forum.category()
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const thread = await createThread(await forum.user(), categoryId, {
    body: 'Buy a miracle from me.'
  })
  for (let count = 0; count < 2; count += 1) await reply(await forum.user(), thread.id)
  await (await forum.user()).post(`/posts/${thread.postId}/reports`, { reason: 'spam' })
  const pageFor = async (client: typeof volunteer, url: string) =>
    (await client.inject({ method: 'GET', url, headers: { accept: 'text/html' } })).text
  const form = `/p/${thread.postId}/moderate`
  for (const url of [form, '/moderation'])
    expect(await pageFor(volunteer, url)).toContain('hiding it also hides 2 replies')
  const fields = { reason: 'spam', keepReplies: 'true' }
  expect((await sendPageForm(volunteer, `${form}?/hide`, fields)).status).toBe(303)
  const page = await pageFor(forum.guest, thread.url)
  expect(page).not.toContain('miracle')
  expect(page).toContain('Usually ten minutes.')
})
