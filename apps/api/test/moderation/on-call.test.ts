import { beforeAll, expect, test } from 'vitest'
import { mailsTo } from '../accounts/mailbox.ts'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'

const forum = startForum()
let categoryId: number
let volunteer: Client
let one: Client
let other: Client
let networks = 0

const duty = { role: 'staff', capabilities: ['moderation'] } as const

beforeAll(async () => {
  categoryId = await forum.category()
  volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  one = await forum.user({ ...duty, capabilities: [...duty.capabilities] })
  other = await forum.user({ ...duty, capabilities: [...duty.capabilities] })
})

async function posted(text = 'Usually ten minutes.') {
  const { id } = await createThread(await forum.user(), categoryId)
  return (await reply(await forum.user(), id, text)).id
}

async function report(postId: number, trust: 'new' | 'basic', network?: string) {
  const reporter = await forum.user({ trust })
  await reporter.inject({
    ...{ method: 'POST', url: `/api/v1/posts/${postId}/reports`, payload: { reason: 'scam' } },
    remoteAddress: network ?? `10.7.${(networks += 1)}.7`
  })
  await forum.settle()
}

const alerts = async (client: Client, postId: number): Promise<number> => {
  const { items } = (await client.get('/notifications')).body
  const urgent = items.filter(({ kind }: { kind: string }) => kind === 'urgent_case')
  return urgent.length - (before.get(`${client.id} ${postId}`) ?? 0)
}
/** Alerts of each user before the post was reported. */
const before = new Map<string, number>()

async function quiet(postId: number) {
  for (const client of [one, other, volunteer])
    before.set(`${client.id} ${postId}`, await alerts(client, -1))
  return postId
}

test('one new member notifies nobody; a second network or more trust does', async () => {
  const id = await quiet(await posted())
  await report(id, 'new', '10.9.1.1')
  await report(id, 'new', '10.9.1.2')
  expect(await alerts(one, id)).toBe(0)
  await report(id, 'new', '10.9.2.1')
  expect([await alerts(one, id), await alerts(volunteer, id)]).toEqual([1, 1])
  await report(id, 'basic')
  expect(await alerts(one, id)).toBe(1)
  const believed = await quiet(await posted())
  await report(believed, 'basic')
  expect(await alerts(other, believed)).toBe(1)
})

test('dangerous content notifies staff at the first report', async () => {
  const id = await quiet(await posted('Message me on Telegram, I can help you recover your coins'))
  await report(id, 'new')
  expect(await alerts(one, id)).toBe(1)
})

test('staff on duty are notified in the shift’s time zone, everybody if nobody is', async () => {
  const clock = (hours: number) =>
    new Date(Date.parse(forum.now()) + hours * 3600_000).toISOString().slice(11, 16)
  const shift = { days: [1, 2, 3, 4, 5, 6, 7], from: clock(-1), to: clock(1), timeZone: 'UTC' }
  const { status, body } = await one.post('/moderation/on-call', {
    ...{ ...shift, username: other.username }
  })
  expect(status).toBe(201)
  const id = await quiet(await posted())
  await report(id, 'basic')
  expect([await alerts(one, id), await alerts(other, id)]).toEqual([0, 1])
  expect((await one.get('/moderation/on-call')).body).toMatchObject({
    ...{ onDuty: [other.username], everybody: false }
  })
  expect((await other.delete(`/moderation/on-call/${body.id}`)).status).toBe(204)
  const away = { ...shift, from: clock(2), to: clock(3), username: other.username }
  await one.post('/moderation/on-call', away)
  expect((await one.get('/moderation/on-call')).body.everybody).toBe(true)
  const later = await quiet(await posted())
  await report(later, 'basic')
  expect([await alerts(one, later), await alerts(other, later)]).toEqual([1, 1])
})

test('only staff who moderate are on call, in valid time zones and times', async () => {
  const shift = { days: [1], from: '09:00', to: '18:00', timeZone: 'Asia/Taipei' }
  const refused = async (input: object) =>
    (await one.post('/moderation/on-call', { username: one.username, ...shift, ...input })).body
      .errors?.[0].path
  const desk = await forum.user({ role: 'staff', capabilities: ['desk'] })
  expect(await refused({ username: desk.username })).toBe('username')
  expect(await refused({ username: volunteer.username })).toBe('username')
  expect(await refused({ username: 'nobody-here' })).toBe('username')
  expect(await refused({ timeZone: 'Moon/Crater' })).toBe('timeZone')
  expect(await refused({ from: '25:00' })).toBe('from')
  expect(await refused({ days: [] })).toBe('days')
  expect((await desk.get('/moderation/on-call')).status).toBe(403)
})

test('staff on call always get an email with the reason, volunteers by their settings', async () => {
  const [staff, reader] = [
    await forum.user({ ...duty, capabilities: [...duty.capabilities], locale: 'en' }),
    await forum.user({ role: 'volunteer', moderates: [categoryId], locale: 'en' })
  ]
  const never = { items: [{ kind: 'urgent_case', mail: 'never' }] }
  for (const one of [staff, reader]) await one.put('/notifications/preferences', never)
  await report(await posted(), 'basic')
  const mails = async (client: Client) =>
    (await mailsTo(forum, (await client.get('/me')).body.email)).map(({ text }) => text)
  expect(await mails(reader)).toEqual([])
  const [mail, ...others] = await mails(staff)
  expect(others).toEqual([])
  expect(mail).toContain('Reported as: Scam or phishing')
  expect(mail).toContain('because you’re on call')
  expect(mail).not.toContain('unsubscription')
})
