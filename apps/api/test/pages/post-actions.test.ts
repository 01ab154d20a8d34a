import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'

const forum = startForum({ web: true })

/** What the page of a post's actions links to, and the form actions of its buttons. */
async function actionsFor(client: Client, postId: number) {
  const { status, text } = await client.inject({ method: 'GET', url: `/p/${postId}/actions` })
  const main = /<main[^]*<\/main>/.exec(text)?.[0] ?? ''
  const links = [...main.matchAll(new RegExp(`href="/p/${postId}/(\\w+)"`, 'g'))]
  const buttons = [...main.matchAll(/formaction="\/t\/\d+\?\/(\w+)"/g)]
  return { status, actions: [...links, ...buttons].map(([, name]) => name).sort() }
}

async function setUp() {
  const [categoryId, elsewhere] = [await forum.category(), await forum.category()]
  const [asker, author] = [await forum.user(), await forum.user()]
  const { id } = await createThread(asker, categoryId)
  const post = await reply(author, id, 'Have you waited for a day?')
  const volunteer = (category: number) => forum.user({ role: 'volunteer', moderates: [category] })
  return {
    ...{ asker, author, postId: post.id },
    volunteer: await volunteer(categoryId),
    wrongVolunteer: await volunteer(elsewhere)
  }
}

test('the page of a post’s actions has what its reader may do, and nothing else', async () => {
  const { asker, author, volunteer, wrongVolunteer, postId } = await setUp()
  const member = ['bookmark', 'quote', 'report', 'vote']
  const expected = [
    [forum.guest, ['report']],
    [await forum.user(), member],
    [wrongVolunteer, member],
    [author, ['bookmark', 'edit', 'outdated', 'quote', 'withdraw']],
    [asker, ['accept', ...member]],
    [volunteer, [...member, 'moderate', 'outdated']]
  ] as const
  for (const [client, actions] of expected)
    expect(await actionsFor(client, postId)).toEqual({ status: 200, actions: [...actions].sort() })
})

test('a hidden post has a page of actions for those who may read it alone', async () => {
  const { author, volunteer, wrongVolunteer, postId } = await setUp()
  await volunteer.post(`/posts/${postId}/hiding`, { reason: 'spam' })
  for (const client of [forum.guest, await forum.user(), wrongVolunteer])
    expect((await actionsFor(client, postId)).status).toBe(404)
  expect((await actionsFor(author, postId)).status).toBe(200)
  expect((await actionsFor(volunteer, postId)).actions).toContain('moderate')
})
