import { beforeAll, describe, expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'

const forum = startForum()
const day = 24 * 3600_000
let author: Client
let other: Client
let volunteer: Client
let staff: Client
let here: number
let there: number
let foreign: number
let staffOnly: number

beforeAll(async () => {
  here = await forum.category({ slug: 'here' })
  there = await forum.category({ slug: 'there' })
  foreign = await forum.category()
  staffOnly = await forum.category({ rule: 'staff_only' })
  author = await forum.user()
  other = await forum.user()
  volunteer = await forum.user({ role: 'volunteer', moderates: [here, there] })
  staff = await forum.user({ role: 'staff' })
})

const shown = async (id: number, client = forum.guest) => (await client.get(`/threads/${id}`)).body
const lastLog = async () => (await forum.guest.get('/moderation/log')).body.items[0]
const inDays = (days: number) => new Date(Date.parse(forum.now()) + days * day).toISOString()

describe('a title', () => {
  test('is changed by the author, and the old one stays in the history', async () => {
    const { id, title, postId } = await createThread(author, here)
    const change = { title: 'A better title', tags: ['Deposit', 'deposit'], language: 'zh-CN' }
    expect((await author.patch(`/threads/${id}`, change)).status).toBe(204)
    const { thread, history } = await shown(id)
    expect(thread).toMatchObject({ title: 'A better title', tags: ['deposit'], language: 'zh-CN' })
    expect(history.map(({ kind }: { kind: string }) => kind)).toEqual(['retitled', 'retagged'])
    const { items } = (await forum.guest.get(`/posts/${postId}/revisions`)).body
    expect(items.map((revision: { title: string }) => revision.title)).toEqual([
      title,
      change.title
    ])
  })

  test('is changed by moderators, which is logged, and by nobody else', async () => {
    const { id } = await createThread(author, here)
    const foreigner = await forum.user({ role: 'volunteer', moderates: [foreign] })
    for (const client of [other, foreigner])
      expect((await client.patch(`/threads/${id}`, { title: 'Mine now' })).status).toBe(403)
    expect((await volunteer.patch(`/threads/${id}`, { title: 'Clearer' })).status).toBe(204)
    expect(await lastLog()).toMatchObject({ kind: 'retitled', actorRole: 'volunteer' })
  })

  test('of somebody with a higher role cannot be changed', async () => {
    const { id } = await createThread(staff, here)
    const refused = await volunteer.patch(`/threads/${id}`, { title: 'Clearer' })
    expect([refused.status, refused.body.code]).toEqual([403, 'staff_only_thread'])
    expect((await shown(id)).history).toEqual([])
  })

  test('with tags and category is left to staff and author after an official answer', async () => {
    const { id } = await createThread(author, here)
    expect((await shown(id, volunteer)).thread.can).toMatchObject({ retitle: true, move: true })
    await reply(staff, id)
    const can = { moderate: true, retitle: false, move: false, close: false }
    expect((await shown(id, volunteer)).thread.can).toMatchObject(can)
    for (const change of [{ title: 'Clearer' }, { tags: ['x'] }, { categoryId: there }])
      expect((await volunteer.patch(`/threads/${id}`, change)).body.code).toBe('staff_only_thread')
    expect((await author.patch(`/threads/${id}`, { title: 'As I meant it' })).status).toBe(204)
    expect((await staff.patch(`/threads/${id}`, { categoryId: there })).status).toBe(204)
  })

  test('of a volunteer’s own thread is theirs after an official answer, its category not', async () => {
    const { id } = await createThread(volunteer, here)
    await reply(staff, id)
    expect((await volunteer.patch(`/threads/${id}`, { title: 'As I meant it' })).status).toBe(204)
    const moved = await volunteer.patch(`/threads/${id}`, { categoryId: there })
    expect(moved.body.code).toBe('staff_only_thread')
  })
})

describe('moving a thread', () => {
  test('needs moderators of both categories', async () => {
    const { id } = await createThread(author, here)
    const move = (client: Client, categoryId: number) =>
      client.patch(`/threads/${id}`, { categoryId })
    expect((await move(author, there)).body.code).toBe('not_moderator_of_both')
    expect((await move(volunteer, foreign)).body.code).toBe('not_moderator_of_both')
    expect((await move(volunteer, there)).status).toBe(204)
    const { thread, history } = await shown(id)
    expect(thread.category.id).toBe(there)
    expect(history).toMatchObject([{ kind: 'moved', detail: { from: 'here', to: 'there' } }])
    expect(await lastLog()).toMatchObject({ kind: 'moved' })
  })

  test('never leads where its author could not read it', async () => {
    const { id } = await createThread(author, here)
    const unknown = await volunteer.patch(`/threads/${id}`, { categoryId: staffOnly })
    expect([unknown.status, unknown.body.errors[0].path]).toEqual([422, 'categoryId'])
    const refused = await staff.patch(`/threads/${id}`, { categoryId: staffOnly })
    expect(refused.body.code).toBe('author_cannot_read_there')
  })

  test('never leads out of staff-only categories, only between them', async () => {
    const { id } = await createThread(staff, staffOnly)
    const another = await forum.category({ rule: 'staff_only' })
    expect((await volunteer.patch(`/threads/${id}`, { categoryId: here })).status).toBe(404)
    const refused = await staff.patch(`/threads/${id}`, { categoryId: here })
    expect([refused.status, refused.body.code]).toEqual([409, 'staff_words_stay'])
    expect((await staff.patch(`/threads/${id}`, { categoryId: another })).status).toBe(204)
    expect((await shown(id)).thread).toBeUndefined()
    expect((await shown(id, staff)).history).toEqual([])
  })

  test('and a new title succeed or fail together', async () => {
    const { id, title } = await createThread(author, here)
    await volunteer.patch(`/threads/${id}`, { title: 'New title', categoryId: foreign })
    expect((await shown(id)).thread.title).toBe(title)
  })
})

describe('closing a thread', () => {
  test('stops replies and shows its reason', async () => {
    const { id } = await createThread(author, here)
    expect((await volunteer.put(`/threads/${id}/closing`, { reason: 'duplicate' })).status).toBe(
      204
    )
    await volunteer.put(`/threads/${id}/closing`, { reason: 'duplicate' })
    const { thread, history } = await shown(id)
    expect(thread).toMatchObject({ closed: true, closeReason: 'duplicate' })
    expect(history).toMatchObject([{ kind: 'closed', actorRole: 'volunteer' }])
    expect((await other.post(`/threads/${id}/posts`, { body: 'x' })).body.code).toBe(
      'thread_closed'
    )
    await volunteer.delete(`/threads/${id}/closing`)
    await reply(other, id)
    expect((await shown(id)).thread).toMatchObject({ closed: false, closeReason: null })
  })

  test('again with another reason or time changes them, and is logged', async () => {
    const { id } = await createThread(author, here)
    const close = (input: object) => volunteer.put(`/threads/${id}/closing`, input)
    const reopensAt = new Date(Date.parse(forum.now()) + 3600_000).toISOString()
    for (const input of [{ reason: 'duplicate' }, { reason: 'other', reopensAt }])
      for (const { status } of await Promise.all([close(input), close(input)]))
        expect(status).toBe(204)
    const { thread, history } = await shown(id)
    expect(thread).toMatchObject({ closeReason: 'other', reopensAt })
    expect(history).toMatchObject([{ detail: { reason: 'duplicate' } }, { detail: { reopensAt } }])
    const { items } = (await forum.guest.get('/moderation/log')).body
    const reasons = items.map(({ kind, reason }: Record<string, unknown>) => [kind, reason])
    expect(reasons.slice(0, 2)).toEqual([
      ['closed', 'other'],
      ['closed', 'duplicate']
    ])
  })

  test('is allowed to moderators, after an official answer only to staff', async () => {
    const { id } = await createThread(author, here)
    for (const client of [author, other])
      expect((await client.put(`/threads/${id}/closing`, { reason: 'other' })).status).toBe(403)
    await reply(staff, id)
    expect((await volunteer.put(`/threads/${id}/closing`, { reason: 'other' })).body.code).toBe(
      'staff_only_thread'
    )
    expect((await staff.put(`/threads/${id}/closing`, { reason: 'other' })).status).toBe(204)
  })

  test('refuses a reason that is not on the list', async () => {
    const { id } = await createThread(author, here)
    expect((await volunteer.put(`/threads/${id}/closing`, {})).status).toBe(422)
    const refused = await volunteer.put(`/threads/${id}/closing`, { reason: 'Li Wei is a liar' })
    expect(refused.status).toBe(422)
  })
})

describe('a pin', () => {
  const pin = (client: Client, id: number, values: object = {}) =>
    client.put(`/threads/${id}/pin`, { until: inDays(7), ...values })

  test('the same again adds nothing to the history', async () => {
    const { id } = await createThread(author, here)
    const until = inDays(7)
    for (const _ of [1, 2]) expect((await pin(volunteer, id, { until })).status).toBe(204)
    expect((await shown(id)).history).toHaveLength(1)
    await volunteer.delete(`/threads/${id}/pin`)
  })

  test('shows a thread on top of its category until a date', async () => {
    const { id } = await createThread(author, here)
    await createThread(author, here)
    expect((await pin(volunteer, id)).status).toBe(204)
    const pinned = async () =>
      (await forum.guest.get('/threads?category=here&language=all')).body.pinned
    expect(await pinned()).toMatchObject([{ id }])
    await volunteer.delete(`/threads/${id}/pin`)
    expect(await pinned()).toEqual([])
    expect((await shown(id)).history).toMatchObject([{ kind: 'pinned' }, { kind: 'unpinned' }])
  })

  test('by a volunteer is limited in time and scope, and refused for own threads', async () => {
    const { id } = await createThread(author, here)
    expect((await pin(volunteer, id, { until: inDays(15) })).status).toBe(422)
    expect((await pin(volunteer, id, { until: inDays(-1) })).status).toBe(422)
    expect((await pin(volunteer, id, { scope: 'everywhere' })).body.code).toBe('staff_only_pin')
    const own = await createThread(volunteer, here)
    expect((await pin(volunteer, own.id)).body.code).toBe('own_case')
    for (const client of [author, await forum.user({ role: 'volunteer', moderates: [foreign] })])
      expect((await pin(client, id)).status).toBe(403)
    expect((await pin(staff, own.id, { until: inDays(90), scope: 'everywhere' })).status).toBe(204)
    expect((await volunteer.delete(`/threads/${own.id}/pin`)).body.code).toBe('staff_only_pin')
  })

  test('is one of at most three, even if five are set at the same time', async () => {
    const threads = await Promise.all(Array.from({ length: 5 }, () => createThread(author, there)))
    const answers = await Promise.all(threads.map(({ id }) => pin(volunteer, id)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 204, 204, 409, 409])
  })
})
