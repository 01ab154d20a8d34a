import { beforeAll, expect, test } from 'vitest'
import { deleteOldMoves } from '@stoa/threads'
import { threadMoves } from '@stoa/threads/schema'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'

const forum = startForum()
let here: number
let there: number
let foreign: number
let staffOnly: number
let author: Client
let volunteer: Client
let staff: Client

beforeAll(async () => {
  here = await forum.category()
  there = await forum.category()
  foreign = await forum.category()
  staffOnly = await forum.category({ rule: 'staff_only' })
  author = await forum.user()
  volunteer = await forum.user({ role: 'volunteer', moderates: [here, there] })
  staff = await forum.user({ role: 'staff' })
})

const some = async (categoryId: number, times = 2) => {
  const made = await Promise.all(
    Array.from({ length: times }, () => createThread(author, categoryId))
  )
  return made.map(({ id }) => id)
}
const placeOf = async (id: number) => (await staff.get(`/threads/${id}`)).body.thread.category.id
const placesOf = (ids: number[]) => Promise.all(ids.map(placeOf))
const move = (client: Client, ids: number[], categoryId: number) =>
  client.post('/threads/moves', { ids, categoryId })
const movesInLog = async () =>
  (await forum.guest.get('/moderation/log')).body.items.filter(
    ({ kind }: { kind: string }) => kind === 'moved'
  ).length

test('a bulk move logs each thread and is undone as a whole', async () => {
  const ids = await some(here, 3)
  const before = await movesInLog()
  const { body } = await move(volunteer, ids, there)
  expect(body).toMatchObject({ moved: 3, refused: [] })
  expect(await placesOf(ids)).toEqual([there, there, there])
  expect((await movesInLog()) - before).toBe(3)
  expect((await staff.post(`/threads/moves/${body.id}/undo`)).status).toBe(404)
  expect((await volunteer.post(`/threads/moves/${body.id}/undo`)).body).toMatchObject({ moved: 3 })
  expect(await placesOf(ids)).toEqual([here, here, here])
  expect((await volunteer.post(`/threads/moves/${body.id}/undo`)).status).toBe(409)
})

test('both categories must be moderated; refused threads do not stop the others', async () => {
  const [mine = 0] = await some(here, 1)
  const [other = 0] = await some(foreign, 1)
  const { body } = await move(volunteer, [other, mine, 9_000_000_000], there)
  expect(body.moved).toBe(1)
  expect(body.refused).toEqual([
    { id: other, code: 'not_moderator_of_both' },
    { id: 9_000_000_000, code: 'not_found' }
  ])
  expect((await move(volunteer, [mine], foreign)).body).toMatchObject({ id: null, moved: 0 })
  expect(await placesOf([mine, other])).toEqual([there, foreign])
})

test('threads stay where their author can read them', async () => {
  const ids = await some(here, 1)
  const { body } = await move(staff, ids, staffOnly)
  expect(body.refused).toEqual([{ id: ids[0], code: 'author_cannot_read_there' }])
  expect(await placesOf(ids)).toEqual([here])
})

test('volunteers move no thread with an official answer or a ticket', async () => {
  const [answered = 0, open = 0] = await some(here)
  await reply(staff, answered)
  const { body } = await move(volunteer, [answered, open], there)
  expect(body).toMatchObject({ moved: 1, refused: [{ id: answered, code: 'staff_only_thread' }] })
  expect((await move(staff, [answered], there)).body.moved).toBe(1)
})

test('staff-only threads stay, except when a mistaken move is undone', async () => {
  const secret = await createThread(staff, staffOnly)
  const { body } = await move(staff, [secret.id], here)
  expect(body.refused).toEqual([{ id: secret.id, code: 'staff_words_stay' }])
  const [one, other] = [await createThread(staff, here), await createThread(staff, here)]
  const moved = (await move(staff, [one.id, other.id], staffOnly)).body
  await reply(staff, other.id, 'Now that nobody else reads it')
  const back = (await staff.post(`/threads/moves/${moved.id}/undo`)).body
  expect(back).toMatchObject({ moved: 1, refused: [{ id: other.id, code: 'staff_words_stay' }] })
  expect(await placesOf([one.id, other.id])).toEqual([here, staffOnly])
})

test('the undo leaves threads that were moved again, even back', async () => {
  const [moving = 0, left = 0] = await some(here)
  const { body } = await move(volunteer, [moving, left], there)
  await move(staff, [moving], foreign)
  await move(staff, [moving], there)
  const back = (await volunteer.post(`/threads/moves/${body.id}/undo`)).body
  expect(back).toMatchObject({ moved: 1, refused: [{ id: moving, code: 'moved_since' }] })
  expect(await placesOf([moving, left])).toEqual([there, here])
})

test('of parallel undos one succeeds', async () => {
  const ids = await some(here, 3)
  const { body } = await move(volunteer, ids, there)
  const before = await movesInLog()
  const path = `/threads/moves/${body.id}/undo`
  const undone = await Promise.all([1, 2, 3, 4].map(() => volunteer.post(path)))
  expect(undone.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409])
  expect((await movesInLog()) - before).toBe(3)
})

test('two parallel bulk moves to one category move each thread once', async () => {
  const ids = await some(here, 3)
  const before = await movesInLog()
  const [one, other] = await Promise.all([move(volunteer, ids, there), move(staff, ids, there)])
  expect(one.body.moved + other.body.moved).toBe(3)
  expect((await movesInLog()) - before).toBe(3)
})

test('two parallel bulk moves to different categories lose no thread', async () => {
  const ids = await some(here, 3)
  const [one, other] = await Promise.all([
    move(volunteer, ids, there),
    move(staff, ids.toReversed(), foreign)
  ])
  expect([one.status, other.status]).toEqual([200, 200])
  const places = await placesOf(ids)
  expect(places.every((place) => place === there || place === foreign)).toBe(true)
  // Threads that the other move has taken since stay where they are.
  const back = (await staff.post(`/threads/moves/${other.body.id}/undo`)).body
  expect(back.moved + back.refused.length).toBe(3)
  expect(back.refused.every(({ code }: { code: string }) => code === 'moved_since')).toBe(true)
})

test('a bulk move cannot be undone after ten minutes', async () => {
  const { body } = await move(volunteer, await some(here, 1), there)
  forum.advance(11 * 60_000)
  expect((await volunteer.post(`/threads/moves/${body.id}/undo`)).status).toBe(404)
  const kept = () => forum.connection.db.$count(threadMoves)
  expect(await kept()).toBeGreaterThan(0)
  await deleteOldMoves(forum.context())
  expect(await kept()).toBe(0)
})
