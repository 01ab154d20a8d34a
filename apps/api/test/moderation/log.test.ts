import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { actions } from '@stoa/moderation/schema'
import { startForum } from '../forum.ts'
import { createThread, reply } from '../posting.ts'

const forum = startForum()
const hide = { reason: 'abuse', note: 'Third time this week.' }

async function hidden(values: object = {}) {
  const slug = `log-${Math.random().toString(36).slice(2)}`
  const categoryId = await forum.category({ slug, ...values })
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const author = await forum.user({ role: 'member' })
  const asker = await forum.user({ role: 'staff' })
  const thread = await createThread(asker, categoryId)
  const staffOnly = 'rule' in values
  const post = await reply(staffOnly ? asker : author, thread.id)
  const admin = await forum.user({ role: 'admin' })
  const answer = await (staffOnly ? admin : volunteer).post(`/posts/${post.id}/hiding`, hide)
  expect(answer.status).toBe(204)
  return { slug, volunteer, author, thread, post }
}

test('the public log shows role, category and reason; staff see names and notes', async () => {
  const { slug, volunteer, author, post } = await hidden()
  const answer = await forum.guest.get(`/moderation/log?category=${slug}`)
  expect(answer.body.items).toEqual([
    expect.objectContaining({
      kind: 'hidden',
      actorRole: 'volunteer',
      reason: 'abuse',
      url: `/p/${post.id}`,
      category: { slug, name: slug },
      actor: null,
      user: null,
      note: null
    })
  ])
  expect(answer.text).not.toContain(author.username)
  expect(answer.text).not.toContain('Third time')
  const staff = await forum.user({ role: 'staff' })
  const [row] = (await staff.get(`/moderation/log?category=${slug}`)).body.items
  expect(row).toMatchObject({ actor: volunteer.username, user: author.username, note: hide.note })
})

test('actions in a staff-only category exist for staff only', async () => {
  const { slug } = await hidden({ rule: 'staff_only' })
  const path = `/moderation/log?category=${slug}`
  expect((await forum.guest.get(path)).status).toBe(404)
  const all = await forum.guest.get('/moderation/log')
  expect(all.text).not.toContain(slug)
  expect((await (await forum.user({ role: 'staff' })).get(path)).body.items).toHaveLength(1)
})

test('restoring is logged, and the post is public again', async () => {
  const { slug, volunteer, thread, post } = await hidden()
  expect((await volunteer.delete(`/posts/${post.id}/hiding`)).status).toBe(204)
  const { items } = (await forum.guest.get(`/moderation/log?category=${slug}`)).body
  expect(items.map(({ kind }: { kind: string }) => kind)).toEqual(['restored', 'hidden'])
  const shown = (await forum.guest.get(`/threads/${thread.id}`)).body.posts[1]
  expect(shown).toMatchObject({ state: 'visible', hiddenReason: null })
})

test('a moderator’s closing and retitling are logged, the author’s are not', async () => {
  const { slug, volunteer } = await hidden()
  const categoryId = (await forum.guest.get('/categories')).body.items.find(
    (row: { slug: string }) => row.slug === slug
  ).id
  const author = await forum.user()
  const thread = await createThread(author, categoryId)
  await author.patch(`/threads/${thread.id}`, { title: 'A better title by its author' })
  await volunteer.patch(`/threads/${thread.id}`, { title: 'A better title by a moderator' })
  await volunteer.put(`/threads/${thread.id}/closing`, { reason: 'other' })
  const { items } = (await forum.guest.get(`/moderation/log?category=${slug}`)).body
  const kinds = items.map(({ kind }: { kind: string }) => kind)
  expect(kinds).toEqual(['closed', 'retitled', 'hidden'])
})

test('the log is append-only: the database refuses to change, delete or empty it', async () => {
  await hidden()
  const { db } = forum.connection
  const refused = /permission denied/
  const changes = [
    () => db.update(actions).set({ note: 'x' }).execute(),
    () => db.delete(actions).where(eq(actions.id, 1)).execute(),
    () => db.execute(sql`truncate moderation_actions`)
  ]
  for (const change of changes)
    await expect(change()).rejects.toMatchObject({
      cause: { message: expect.stringMatching(refused) }
    })
})

test('the log accepts only the listed kinds of acts', async () => {
  const { db } = forum.connection
  const act = sql`insert into moderation_actions (kind, actor_id, actor_role, created_at)
    values ('undone', 1, 'staff', ${forum.now()})`
  await expect(db.execute(act)).rejects.toMatchObject({
    cause: { message: expect.stringMatching(/moderation_action_kind/) }
  })
})

test('acts of the system have no actor', async () => {
  const slug = 'acted-by-itself'
  const categoryId = await forum.category({ slug })
  const values = { kind: 'hidden', actorId: 0, actorRole: 'system', categoryId } as const
  await forum.connection.db.insert(actions).values({ ...values, createdAt: forum.now() })
  const [row] = (await forum.guest.get(`/moderation/log?category=${slug}`)).body.items
  expect(row).toMatchObject({ kind: 'hidden', actorRole: 'system', actor: null })
})

test('the log is paged by a cursor', async () => {
  const categoryId = await forum.category({ slug: 'long-log' })
  const staff = await forum.user({ role: 'staff' })
  const thread = await createThread(await forum.user(), categoryId)
  for (let count = 0; count < 16; count += 1) {
    await staff.put(`/threads/${thread.id}/closing`, { reason: 'other' })
    await staff.delete(`/threads/${thread.id}/closing`)
  }
  const first = (await forum.guest.get('/moderation/log?category=long-log')).body
  const second = (await forum.guest.get(`/moderation/log?category=long-log&cursor=${first.next}`))
    .body
  expect([first.items.length, second.items.length, second.next]).toEqual([30, 2, null])
})
