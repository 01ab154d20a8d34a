import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { approvePost, createThread, reply } from '../posting.ts'

const forum = startForum({ web: true })

/** Who can read it, as the page says beside its button. */
async function audienceOn(client: Client, url: string) {
  const { text } = await client.inject({ method: 'GET', url, headers: { accept: 'text/html' } })
  return [...text.matchAll(/<span[^>]* data-audience="(\w+)"[^>]*>([^<]*)/g)].map(
    ([, name, words]) => [name, words]
  )
}
const everyone = ['everyone', 'Everyone can read it.']
const approval = ['after_approval', 'A moderator approves it before everyone can read it.']

test('reply and edit pages say that a moderator approves it first, where one does', async () => {
  const categoryId = await forum.category({ rule: 'approve_first' })
  const moderator = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const author = await forum.user()
  const { id, postId, url } = await createThread(author, categoryId)
  expect(await audienceOn(author, `/p/${postId}/edit`)).toEqual([approval])
  await approvePost(moderator, postId)
  expect(await audienceOn(author, `/p/${postId}/edit`)).toEqual([approval])
  expect(await audienceOn(author, url)).toEqual([approval])
  const own = await reply(moderator, id)
  expect(await audienceOn(moderator, `/p/${own.id}/edit`)).toEqual([everyone])
  expect(await audienceOn(moderator, url)).toEqual([everyone])
})

test('where first posts wait, new members read so, and what they edit is public', async () => {
  const categoryId = await forum.category({ holdFirstPosts: true })
  const [author, novice] = [await forum.user(), await forum.user({ trust: 'new' })]
  const thread = await createThread(author, categoryId)
  expect(await audienceOn(author, thread.url)).toEqual([everyone])
  expect((await audienceOn(novice, thread.url)).flat()).toContain('after_first_approval')
  const post = await reply(novice, thread.id)
  expect(await audienceOn(novice, `/p/${post.id}/edit`)).toEqual([approval])
  await approvePost(await forum.user({ role: 'staff' }), post.id)
  expect(await audienceOn(novice, `/p/${post.id}/edit`)).toEqual([everyone])
})

test('in a category of staff, pages say that only staff can read it', async () => {
  const staff = await forum.user({ role: 'staff' })
  const { url } = await createThread(staff, await forum.category({ rule: 'staff_only' }))
  expect(await audienceOn(staff, url)).toEqual([['staff', 'Only staff can read it.']])
  const { items } = (await staff.get('/categories')).body
  const audiences = items.map(({ audience }: { audience: string }) => audience)
  expect(await audienceOn(staff, '/ask')).toHaveLength(new Set(audiences).size)
})

test('a waiting post tells a usual wait of minutes, never of zero, nothing if unknown', async () => {
  const categoryId = await forum.category({ rule: 'approve_first' })
  const [moderator, author] = [await forum.user({ role: 'staff' }), await forum.user()]
  const thread = await createThread(moderator, categoryId)
  const waiting = async () => {
    const { id, url } = await reply(author, thread.id)
    const { text } = await author.inject({ method: 'GET', url, headers: { accept: 'text/html' } })
    const [, words] = /moderators can see it\.\s*([^<]*?)\s*</.exec(text) ?? []
    return { id, words }
  }
  const approveAfter = async (minutes: number) => {
    const waits = [await waiting(), await waiting(), await waiting()]
    forum.advance(minutes * 60_000)
    for (const { id } of waits) await approvePost(moderator, id)
    return (await waiting()).words
  }
  expect((await waiting()).words).toBe('')
  expect(await approveAfter(0)).toBe('This usually takes a few minutes.')
  expect(await approveAfter(20)).toMatch(/^This usually takes about 10 minutes\.$/)
})
