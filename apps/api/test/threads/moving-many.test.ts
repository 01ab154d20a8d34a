import { beforeAll, expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { ask } from '../posting.ts'

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
  const made = await Promise.all(Array.from({ length: times }, () => ask(author, categoryId)))
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

test('many threads are moved at once, with a line in the log for each, and moved back as one', async () => {
  const ids = await some(here, 3)
  const before = await movesInLog()
  const { body } = await move(volunteer, ids, there)
  expect(body).toMatchObject({ moved: 3, refused: [] })
  expect(await placesOf(ids)).toEqual([there, there, there])
  expect((await movesInLog()) - before).toBe(3)
  expect((await staff.delete(`/threads/moves/${body.id}`)).status).toBe(404)
  expect((await volunteer.delete(`/threads/moves/${body.id}`)).body).toMatchObject({ moved: 3 })
  expect(await placesOf(ids)).toEqual([here, here, here])
  expect((await volunteer.delete(`/threads/moves/${body.id}`)).status).toBe(409)
})

test('both sides must be theirs, and what is not keeps nothing from the others', async () => {
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

test('threads stay where their author could read them', async () => {
  const ids = await some(here, 1)
  const { body } = await move(staff, ids, staffOnly)
  expect(body.refused).toEqual([{ id: ids[0], code: 'author_cannot_read_there' }])
  expect(await placesOf(ids)).toEqual([here])
})

test('of two who move the same threads at once, none loses one', async () => {
  const ids = await some(here, 3)
  const [one, other] = await Promise.all([
    move(volunteer, ids, there),
    move(staff, ids.toReversed(), foreign)
  ])
  expect([one.status, other.status]).toEqual([200, 200])
  const places = await placesOf(ids)
  expect(places.every((place) => place === there || place === foreign)).toBe(true)
  // What the other has moved on stays there.
  const back = (await staff.delete(`/threads/moves/${other.body.id}`)).body
  expect(back.moved + back.refused.length).toBe(3)
  expect(back.refused.every(({ code }: { code: string }) => code === 'moved_since')).toBe(true)
})

test('after ten minutes it is not moved back any more', async () => {
  const { body } = await move(volunteer, await some(here, 1), there)
  forum.advance(11 * 60_000)
  expect((await volunteer.delete(`/threads/moves/${body.id}`)).status).toBe(404)
})
