import { beforeAll, expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'

// Volunteers may not restore posts that staff hid, nor decide appeals about them, until staff leave
// the decision to them.
const forum = startForum()
const spam = { reason: 'spam' }
let categoryId: number
let volunteer: Client
let staff: Client

beforeAll(async () => {
  categoryId = await forum.category()
  volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  staff = await forum.user({ role: 'staff' })
})

/** Creates a reply that `by` hides; returns its id and author. */
async function hiddenBy(by: Client) {
  const author = await forum.user()
  const { id } = await reply(author, (await createThread(await forum.user(), categoryId)).id)
  expect((await by.post(`/posts/${id}/hiding`, spam)).status).toBe(204)
  return { id, author }
}

const restore = (by: Client, id: number) => by.delete(`/posts/${id}/hiding`)

async function appealOf(author: Client): Promise<number> {
  const [decision] = (await author.get('/me/decisions')).body.items
  const text = 'It was an answer.'
  return (await author.post(`/moderation/actions/${decision.id}/appeal`, { text })).body.id
}

const rowOf = async (client: Client, id: number) =>
  (await client.get('/moderation/appeals')).body.items.find((row: { id: number }) => row.id === id)

test('a volunteer restores what volunteers hid, and nothing that staff hid', async () => {
  const [ofStaff, ofVolunteer] = [await hiddenBy(staff), await hiddenBy(volunteer)]
  const refused = await restore(volunteer, ofStaff.id)
  expect([refused.status, refused.body.code]).toEqual([403, 'hidden_by_staff'])
  expect((await restore(volunteer, ofVolunteer.id)).status).toBe(204)
  expect((await restore(staff, ofStaff.id)).status).toBe(204)
  // After restoring, it is a post like any other.
  expect((await volunteer.post(`/posts/${ofStaff.id}/hiding`, spam)).status).toBe(204)
  expect((await restore(volunteer, ofStaff.id)).status).toBe(204)
})

test('an appeal against what staff hid is decided by staff', async () => {
  const { author } = await hiddenBy(staff)
  const id = await appealOf(author)
  const path = `/moderation/appeals/${id}/decision`
  expect((await volunteer.post(path, { outcome: 'upheld' })).body.code).toBe('own_decision')
  expect((await rowOf(volunteer, id)).can).toEqual({ decide: false, unassign: false })
  const colleague = await forum.user({ role: 'staff' })
  expect((await rowOf(colleague, id)).can).toEqual({ decide: true, unassign: true })
  expect((await colleague.post(path, { outcome: 'upheld' })).status).toBe(204)
})

test('what staff hand back is decided by volunteers, and the log says so', async () => {
  const { id, author } = await hiddenBy(staff)
  const appealId = await appealOf(author)
  const path = `/posts/${id}/hiding/return`
  expect((await volunteer.post(path)).status).toBe(403)
  const answers = await Promise.all([staff.post(path), staff.post(path)])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409])
  const [line] = (await volunteer.get('/moderation/log')).body.items
  expect(line).toMatchObject({ kind: 'handed_back', actorRole: 'staff' })
  expect((await rowOf(volunteer, appealId)).can.decide).toBe(true)
  const decided = { outcome: 'upheld' }
  const answer = await volunteer.post(`/moderation/appeals/${appealId}/decision`, decided)
  expect(answer.status).toBe(204)
})

test('hiding by staff wins over a concurrent restoring by volunteers', async () => {
  for (let round = 0; round < 4; round += 1) {
    const { id } = await hiddenBy(volunteer)
    await Promise.all([
      restore(staff, id).then(() => staff.post(`/posts/${id}/hiding`, spam)),
      restore(volunteer, id)
    ])
    const post = (await staff.get(`/posts/${id}/source`)).status
    const again = await restore(volunteer, id)
    expect([post, again.body?.code]).toEqual([200, 'hidden_by_staff'])
  }
})
