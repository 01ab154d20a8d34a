import { expect, test } from 'vitest'
import { after } from '@stoa/core'
import { lastMailTo } from '../accounts/mailbox.ts'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'

const forum = startForum()
const hour = 3600_000

const inHours = (hours: number) => after(forum.now(), hours * hour)
const give = (by: Client, to: Client, input: object) =>
  by.post(`/users/${to.username}/sanctions`, { reason: 'abuse', ...input })
const silence = (hours: number, more: object = {}) => ({
  kind: 'silence',
  until: inHours(hours),
  ...more
})
const staffWithDuty = () => forum.user({ role: 'staff', capabilities: ['moderation'] })

test('a silenced member reads and appeals, and writes again afterwards', async () => {
  const [staff, member, categoryId] = [
    await staffWithDuty(),
    await forum.user(),
    await forum.category()
  ]
  await createThread(member, categoryId)
  expect((await give(staff, member, silence(48))).status).toBe(201)
  const asked = await member.post('/threads', { categoryId, title: 'Another one?', body: 'Yes.' })
  expect(asked.body.code).toBe('silenced')
  expect((await member.get('/me')).body.silencedUntil).toEqual(expect.any(String))
  forum.advance(49 * hour)
  await createThread(member, categoryId)
})

test('a silence in a category applies there and below, and nowhere else', async () => {
  const parentId = await forum.category()
  const [child, elsewhere] = [await forum.category({ parentId }), await forum.category()]
  const [volunteer, member] = [
    await forum.user({ role: 'volunteer', moderates: [parentId] }),
    await forum.user()
  ]
  expect((await give(volunteer, member, silence(24, { categoryId: parentId }))).status).toBe(201)
  const asking = (categoryId: number) =>
    member.post('/threads', { categoryId, title: 'May I ask here?', body: 'I wonder.' })
  expect((await asking(child)).body.code).toBe('silenced')
  expect((await asking(parentId)).body.code).toBe('silenced')
  expect((await asking(elsewhere)).status).toBe(201)
})

test('volunteers silence members in their categories only, new members everywhere', async () => {
  const [own, other] = [await forum.category(), await forum.category()]
  const volunteer = await forum.user({ role: 'volunteer', moderates: [own] })
  const [member, newcomer] = [await forum.user(), await forum.user({ trust: 'new' })]
  expect((await give(volunteer, member, silence(1))).status).toBe(422)
  expect((await give(volunteer, member, silence(1, { categoryId: other }))).status).toBe(403)
  expect((await give(volunteer, newcomer, silence(1))).status).toBe(201)
  expect((await give(volunteer, newcomer, { kind: 'suspension' })).body.code).toBe(
    'capability_missing'
  )
  expect((await give(await forum.user(), newcomer, silence(1))).status).toBe(403)
})

test('without the capability, silences are limited to 24 hours in seven days', async () => {
  const categoryId = await forum.category()
  const volunteers = await Promise.all(
    [1, 2, 3].map(() => forum.user({ role: 'volunteer', moderates: [categoryId] }))
  )
  const member = await forum.user()
  expect((await give(volunteers[0]!, member, silence(25, { categoryId }))).status).toBe(422)
  const answers = await Promise.all(
    volunteers.map((volunteer) => give(volunteer, member, silence(13, { categoryId })))
  )
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  expect((await give(await forum.user({ role: 'staff' }), member, silence(12))).status).toBe(422)
  forum.advance(8 * 24 * hour)
  const fresh = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  expect((await give(fresh, member, silence(24, { categoryId }))).status).toBe(201)
})

test('a silence needs an existing category', async () => {
  const [staff, member] = [await staffWithDuty(), await forum.user()]
  expect((await give(staff, member, silence(1, { categoryId: 99_999 }))).status).toBe(404)
  const { sanctions } = (await staff.get(`/users/${member.username}/sanctions`)).body
  expect(sanctions).toEqual([])
})

test('of concurrent moderators who know the same record, one sanctions', async () => {
  const [one, other] = await Promise.all([staffWithDuty(), staffWithDuty()])
  const member = await forum.user()
  const known = { kind: 'warning', known: 0 }
  const answers = await Promise.all([one, other, one, other].map((by) => give(by, member, known)))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409])
  expect(answers.find(({ status }) => status === 409)?.body.code).toBe('sanctioned_meanwhile')
  const { sanctions } = (await one.get(`/users/${member.username}/sanctions`)).body
  expect(sanctions).toHaveLength(1)
  const again = { kind: 'warning', known: sanctions[0].id }
  expect((await give(other, member, again)).status).toBe(201)
})

test('a suspension ends sessions and tokens; its owner may sign in to appeal and read', async () => {
  const [staff, member] = [await staffWithDuty(), await forum.user()]
  expect((await give(staff, member, { kind: 'suspension', reason: 'scam' })).status).toBe(201)
  expect((await member.get('/me')).body.role).toBe('guest')
})

test('nobody sanctions themselves, an equal or a higher role', async () => {
  const [staff, other, admin] = [
    await staffWithDuty(),
    await staffWithDuty(),
    await forum.user({ role: 'admin' })
  ]
  expect((await give(staff, staff, { kind: 'warning' })).body.code).toBe('own_case')
  expect((await give(staff, other, { kind: 'warning' })).body.code).toBe('role_not_below')
  expect((await give(staff, admin, { kind: 'warning' })).body.code).toBe('role_not_below')
  expect((await give(admin, other, { kind: 'warning' })).status).toBe(201)
})

test('a sanction is lifted with the capability, or within ten minutes by its giver', async () => {
  const [staff, plain] = [await staffWithDuty(), await forum.user({ role: 'staff' })]
  const member = await forum.user()
  const { id } = (await give(plain, member, silence(2))).body
  const path = `/users/${member.username}/sanctions/${id}`
  forum.advance(11 * 60_000)
  expect((await plain.delete(path)).body.code).toBe('capability_missing')
  const answers = await Promise.all([staff.delete(path), staff.delete(path)])
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 409])
  const categoryId = await forum.category()
  await createThread(member, categoryId)
  const again = (await give(plain, member, silence(2))).body
  expect((await plain.delete(`/users/${member.username}/sanctions/${again.id}`)).status).toBe(204)
})

test('the record shows former sanctions and suggests the next step', async () => {
  const [staff, member] = [await staffWithDuty(), await forum.user()]
  const recordOf = async () => (await staff.get(`/users/${member.username}/sanctions`)).body
  expect((await recordOf()).suggested.usual).toEqual({ kind: 'warning', hours: null })
  await give(staff, member, { kind: 'warning' })
  const { sanctions, suggested, can } = await recordOf()
  expect(sanctions).toMatchObject([{ kind: 'warning', reason: 'abuse', active: false }])
  expect(suggested.usual).toEqual({ kind: 'silence', hours: 24 })
  expect(can).toMatchObject({ warn: true, silence: { hours: null }, suspend: true })
  expect((await member.get(`/users/${member.username}/sanctions`)).status).toBe(403)
})

test('the user is told by email and inbox what, why, until when and how to appeal', async () => {
  const [staff, member] = [await staffWithDuty(), await forum.user({ locale: 'en' })]
  const until = inHours(48)
  const { actionId } = (await give(staff, member, { kind: 'silence', until })).body
  await forum.settle()
  const [told] = (await member.get('/notifications')).body.items
  expect(told).toMatchObject({ kind: 'moderation', url: `/decisions/${actionId}`, actor: null })
  expect(told.detail).toMatchObject({ action: 'silenced', reason: 'abuse', until })
  const found = (await member.get(`/moderation/actions/${actionId}`)).body
  expect(found).toMatchObject({ sanction: { until, active: true }, can: { appeal: true } })
  expect((await (await forum.user()).get(`/moderation/actions/${actionId}`)).status).toBe(404)
  const { text } = await lastMailTo(forum, (await member.get('/me')).body.email)
  expect(text.split(`${forum.origin}/decisions/${actionId}`)).toHaveLength(2)
  expect(text).toContain('Reason: Insults or harassment')
})

test('the notice of the end does not give the reason', async () => {
  const [staff, member] = [await staffWithDuty(), await forum.user({ locale: 'en' })]
  const { id } = (await give(staff, member, { kind: 'silence' })).body
  await staff.delete(`/users/${member.username}/sanctions/${id}`)
  const { text } = await lastMailTo(forum, (await member.get('/me')).body.email)
  expect(text).toContain('A sanction against you was lifted.')
  expect(text).not.toContain('Reason')
})

test('sanctions are in the log for staff, with names, and for nobody else', async () => {
  const [staff, member] = [await staffWithDuty(), await forum.user()]
  const { actionId } = (await give(staff, member, { kind: 'warning' })).body
  const ids = async (client: Client) =>
    (await client.get('/moderation/log')).body.items.map(({ id }: { id: number }) => id)
  expect(await ids(staff)).toContain(actionId)
  expect(await ids(forum.guest)).not.toContain(actionId)
  expect(await ids(member)).not.toContain(actionId)
})
