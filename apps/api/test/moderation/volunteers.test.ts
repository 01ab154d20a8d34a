import { beforeAll, expect, test } from 'vitest'
import { after } from '@stoa/core'
import { notifications } from '@stoa/notifications/schema'
import { mailsTo } from '../accounts/mailbox.ts'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'

const forum = startForum()
let categoryId: number
let admin: Client

beforeAll(async () => {
  categoryId = await forum.category()
  admin = await forum.user({ role: 'admin' })
})

const text = 'I am here every evening.'

async function applied(client: Client, categoryIds = [categoryId]) {
  const answer = await client.post('/volunteering/applications', { categoryIds, text })
  expect(answer.status, answer.text).toBe(201)
  return answer.body.id as number
}

const decide = (id: number, decision: object, by = admin) =>
  by.post(`/volunteering/applications/${id}/decision`, decision)

test('a member applies, is appointed, and moderates after signing in again', async () => {
  const member = await forum.user()
  const id = await applied(member)
  const { items } = (await admin.get('/volunteering/applications')).body
  expect(items.at(-1)).toMatchObject({
    id,
    applicant: { id: member.id },
    secondFactor: false,
    text
  })
  expect((await decide(id, { outcome: 'appointed', answer: 'Welcome.' })).status).toBe(204)
  expect((await member.get('/me')).body.role).toBe('guest')
  const { body } = await forum.guest.get(`/users/${member.username}`)
  expect(body.role).toBe('volunteer')
  const moderators = (await admin.get(`/categories/${categoryId}/moderators`)).body.items
  expect(moderators).toContainEqual({ username: member.username })
  expect((await decide(id, { outcome: 'declined' })).status).toBe(404)
})

test('a declined applicant stays a member, is told why, and may apply again', async () => {
  const member = await forum.user()
  const id = await applied(member)
  expect(
    (await member.post('/volunteering/applications', { categoryIds: [categoryId], text })).body.code
  ).toBe('application_open')
  await decide(id, { outcome: 'declined', answer: 'Stay a little longer.' })
  await forum.settle()
  const { body } = await member.get('/volunteering')
  expect(body).toMatchObject({
    application: { outcome: 'declined', answer: 'Stay a little longer.' },
    statistics: null,
    can: { apply: true, stepDown: false }
  })
  const [told] = (await member.get('/notifications')).body.items
  expect(told).toMatchObject({ kind: 'application_answer', url: '/volunteer', actor: null })
  await applied(member)
})

test('new, silenced and appointed users cannot apply, nor for hidden categories', async () => {
  const newcomer = await forum.user({ trust: 'new' })
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const input = { categoryIds: [categoryId], text }
  for (const client of [newcomer, volunteer])
    expect((await client.post('/volunteering/applications', input)).body.code).toBe(
      'not_yet_volunteer'
    )
  const hidden = await forum.category({ rule: 'staff_only' })
  const member = await forum.user()
  const refused = await member.post('/volunteering/applications', {
    ...input,
    categoryIds: [hidden]
  })
  expect(refused.status).toBe(404)
  const staff = await forum.user({ role: 'staff' })
  expect((await staff.get('/volunteering/applications')).status).toBe(403)
})

test('two concurrent admins do not both decide', async () => {
  const second = await forum.user({ role: 'admin' })
  const id = await applied(await forum.user())
  const answers = await Promise.all([
    decide(id, { outcome: 'appointed' }),
    decide(id, { outcome: 'declined' }, second)
  ])
  expect(answers.filter(({ status }) => status === 204)).toHaveLength(1)
})

test('a volunteer sees their statistics, steps down, and is a member again', async () => {
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const { postId } = await createThread(await forum.user(), categoryId)
  await (await forum.user()).post(`/posts/${postId}/reports`, { reason: 'spam' })
  await volunteer.post(`/posts/${postId}/hiding`, { reason: 'spam' })
  const { body } = await volunteer.get('/volunteering')
  expect(body.statistics).toMatchObject({ hidden: 1, reportsDecided: 1, appeals: { decided: 0 } })
  expect(body.statistics.medianMinutes).toBeLessThan(5)
  expect(body.categories).toEqual([expect.objectContaining({ id: categoryId })])
  expect((await volunteer.delete('/volunteering')).status).toBe(204)
  expect((await volunteer.get('/moderation/cases')).status).toBe(401)
  expect((await forum.guest.get(`/users/${volunteer.username}`)).body.role).toBe('member')
  expect((await (await forum.user()).delete('/volunteering')).status).toBe(403)
})

test('stepping down twice at once acts once', async () => {
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const { email } = (await volunteer.get('/me')).body
  const answers = await Promise.all([1, 2, 3].map(() => volunteer.delete('/volunteering')))
  expect(answers.filter(({ status }) => status === 204)).toHaveLength(1)
  expect(await mailsTo(forum, email)).toHaveLength(1)
})

test('moderators leave notes that the user never sees', async () => {
  const member = await forum.user()
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const other = await forum.user({ role: 'volunteer', moderates: [await forum.category()] })
  const path = `/users/${member.username}/notes`
  const { body } = await volunteer.post(path, { text: 'Second warning by mail.' })
  expect((await other.get(path)).body.items[0].text).toBe('Second warning by mail.')
  expect((await member.get(path)).status).toBe(403)
  expect((await volunteer.get(`/users/${volunteer.username}/notes`)).body.items).toEqual([])
  expect((await other.delete(`/moderation/notes/${body.id}`)).status).toBe(404)
  expect((await volunteer.delete(`/moderation/notes/${body.id}`)).status).toBe(204)
  const staff = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  const about = await volunteer.post(`/users/${staff.username}/notes`, { text: 'Who knows them?' })
  expect((await staff.delete(`/moderation/notes/${about.body.id}`)).status).toBe(404)
  const { id } = await createThread(member, categoryId)
  expect((await other.post(`/threads/${id}/notes`, { text: 'Look.' })).status).toBe(403)
  await volunteer.post(`/threads/${id}/notes`, { text: 'Merge with the older one?' })
  expect((await volunteer.get(`/threads/${id}/notes`)).body.items).toHaveLength(1)
})

test('a volunteer’s note on a thread only staff may change notifies staff', async () => {
  const categoryId = await forum.category()
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const staff = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  const { id, title } = await createThread(await forum.user(), categoryId)
  const note = () => volunteer.post(`/threads/${id}/notes`, { text: 'This belongs to deposits' })
  const told = async () => {
    await forum.settle()
    return (await staff.get('/notifications')).body.items
  }
  await note()
  expect(await told()).toEqual([])
  await reply(staff, id)
  expect((await note()).status).toBe(201)
  const url = `/t/${id}/manage#notes`
  expect(await told()).toMatchObject([{ kind: 'proposal', title, url }])
  for (const text of ['And to withdrawals', 'Or to neither']) {
    expect((await volunteer.post(`/threads/${id}/notes`, { text })).status).toBe(201)
  }
  expect(await told()).toHaveLength(1)
  const yesterday = { createdAt: after(forum.now(), -25 * 3600_000) }
  await forum.connection.db.update(notifications).set(yesterday)
  await note()
  expect(await told()).toHaveLength(2)
})
