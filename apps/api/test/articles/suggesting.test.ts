import { expect, test } from 'vitest'
import { articlesEndpoints } from '@stoa/articles'
import { guest, type Actor } from '@stoa/core'
import { startForum } from '../forum.ts'
import { readingOf } from '../plans.ts'
import { createThread } from '../posting.ts'
import { makeOf, solvedThread } from './sources.ts'
import { writer } from './writing.ts'

const forum = startForum()

type Suggested = { id: number; meTooCount: number; solved: boolean }
type Suggestions = { threads: Suggested[] }

const threadsFor = async (client: Awaited<ReturnType<typeof writer>>): Promise<Suggested[]> =>
  (await client.get('/articles/suggestions')).body.threads

test('questions of many are suggested until an article is made of them', async () => {
  const solved = await solvedThread(forum)
  const asker = await forum.user()
  const open = await createThread(asker, await forum.category())
  const closed = await createThread(
    asker,
    await forum.category({ slug: 'm', signInRequired: true })
  )
  const [one, other] = [await forum.user(), await forum.user()]
  for (const id of [solved.threadId, open.id, closed.id]) await one.put(`/threads/${id}/me-too`)
  await other.put(`/threads/${open.id}/me-too`)
  const staff = await writer(forum)
  expect(await threadsFor(staff)).toMatchObject([
    { id: open.id, meTooCount: 2, solved: false },
    { id: solved.threadId, meTooCount: 1, solved: true }
  ])
  await makeOf(staff, solved.threadId)
  expect((await threadsFor(staff)).map(({ id }) => id)).toEqual([open.id])
  expect((await one.get('/articles/suggestions')).status).toBe(403)
})

test('searches without results are suggested to those who publish', async () => {
  for (let person = 0; person < 5; person += 1) await (await forum.user()).get('/search?q=quokka')
  await forum.settle()
  const { queries } = (await (await writer(forum)).get('/articles/suggestions')).body
  expect(queries).toEqual([{ term: 'quokka', people: 5 }])
  const volunteer = await forum.user({ role: 'volunteer' })
  expect((await volunteer.get('/articles/suggestions')).body.queries).toEqual([])
})

test('of 20 000 threads, an index finds what many have the same question as', async () => {
  const { sql } = forum.connection
  const [author, categoryId] = [await forum.user(), await forum.category()]
  await sql`
    insert into threads (category_id, author_id, kind, language, title, created_at, last_post_at,
      last_poster_id, me_too_count)
    select ${categoryId}, ${author.id}, 'question', 'en', 'Where is it?', ${forum.now()},
      ${forum.now()}, ${author.id}, at % 100 from generate_series(1, 20000) at`
  await sql`analyze threads`
  const me: Actor = { ...guest, role: 'admin', id: author.id }
  const ctx = { ...forum.context(), actor: me }
  const { through, indexes } = await readingOf(forum, ctx, async (ctx) => {
    const { threads } = (await articlesEndpoints.suggestions.handle(ctx, {})) as Suggestions
    expect(threads.map(({ meTooCount }) => meTooCount)).toEqual(Array(10).fill(99))
  })
  expect(through).not.toContain('threads')
  expect(indexes).toContain('threads_me_toos')
})
