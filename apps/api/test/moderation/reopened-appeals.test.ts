import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { createThread } from '../posting.ts'

const forum = startForum()
const spam = { reason: 'spam' }

test('undoing an appeal’s decision keeps what others had undone before', async () => {
  const staff = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  const [admin, author] = [await forum.user({ role: 'admin' }), await forum.user()]
  const { postId } = await createThread(author, await forum.category())
  const path = `/users/${author.username}/sanctions`
  const until = new Date(Date.parse(forum.now()) + 3600_000).toISOString()
  await staff.post(`/posts/${postId}/hiding`, spam)
  const { body: silence } = await staff.post(path, { kind: 'silence', until, ...spam })
  const appeals = []
  for (const { id } of (await author.get('/me/decisions')).body.items)
    appeals.push((await author.post(`/moderation/actions/${id}/appeal`, { text: 'Why?' })).body.id)
  await staff.delete(`${path}/${silence.id}`)
  await staff.delete(`/posts/${postId}/hiding`)
  for (const id of appeals) {
    const decision = { outcome: 'upheld' }
    expect((await admin.post(`/moderation/appeals/${id}/decision`, decision)).status).toBe(204)
    const [act] = (await admin.get('/moderation/undoable')).body.items
    expect(act.kind).toBe('appeal_upheld')
    expect((await admin.post(`/moderation/actions/${act.id}/undo`)).status).toBe(204)
  }
  expect((await admin.get(path)).body.sanctions[0]).toMatchObject({ active: false, lifted: true })
  expect((await forum.guest.get(`/posts/${postId}`)).status).toBe(200)
  expect((await admin.get('/moderation/appeals')).body.items).toHaveLength(2)
})

test('a thread that is closed again reopens at its former time', async () => {
  const staff = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  const [admin, author] = [await forum.user({ role: 'admin' }), await forum.user()]
  const { id } = await createThread(author, await forum.category())
  const reopensAt = new Date(Date.parse(forum.now()) + 24 * 3600_000).toISOString()
  await staff.put(`/threads/${id}/closing`, { reason: 'off_topic', reopensAt })
  const [{ id: actionId }] = (await author.get('/me/decisions')).body.items
  const { body } = await author.post(`/moderation/actions/${actionId}/appeal`, { text: 'Why?' })
  await admin.post(`/moderation/appeals/${body.id}/decision`, { outcome: 'upheld' })
  const [act] = (await admin.get('/moderation/undoable')).body.items
  expect((await admin.post(`/moderation/actions/${act.id}/undo`)).status).toBe(204)
  const { thread } = (await forum.guest.get(`/threads/${id}`)).body
  expect(thread).toMatchObject({ closed: true, closeReason: 'off_topic', reopensAt })
})
