import { beforeAll, expect, test } from 'vitest'
import { eraseTicketsOf } from '@stoa/tickets'
import { surveyToken } from '@stoa/tickets/satisfaction'
import { satisfactionSurveys, tickets } from '@stoa/tickets/schema'
import { eq } from 'drizzle-orm'
import { startForum, type Client } from '../forum.ts'
import { sentMails } from '../mails.ts'
import { agent, openTicket } from './opening.ts'

const forum = startForum()
const day = 24 * 3600_000

let desk: Client
beforeAll(async () => {
  desk = await agent(forum)
})

async function ticketIdOf(number: string) {
  const { db } = forum.connection
  const [row] = await db.select().from(tickets).where(eq(tickets.number, number))
  return row?.id ?? 0
}

const resolve = (number: string) =>
  desk.post(`/tickets/${number}/resolution`, { summary: 'Credited.' })

const tokenFor = async (number: string) => surveyToken(forum.context(), await ticketIdOf(number))

/** A resolved ticket with its requester and the token of its mail. */
async function resolved() {
  const requester = await forum.user()
  const number = await openTicket(requester)
  await resolve(number)
  return { requester, number, token: await tokenFor(number) }
}

const show = async (client: Client, number: string) => (await client.get(`/tickets/${number}`)).body

const mailed = (token: string | undefined, answer: object) =>
  forum.guest.put('/satisfaction', { token, ...answer })

const inFollowUp = async (number: string) =>
  (await desk.get('/desk/tickets?view=follow_up')).body.items.some(
    (row: { number: string }) => row.number === number
  )

test('a requester answers, the last answer counts, and nobody else can', async () => {
  const { requester, number } = await resolved()
  const path = `/tickets/${number}/satisfaction`
  expect((await desk.put(path, { solved: true })).status).toBe(404)
  expect((await (await forum.user()).put(path, { solved: true })).status).toBe(404)
  expect((await requester.put(path, { solved: false, comment: 'Not there.' })).status).toBe(204)
  expect(await inFollowUp(number)).toBe(true)
  expect((await show(desk, number)).unsolved).toEqual({ comment: 'Not there.', isDue: true })
  await requester.put(path, { solved: true })
  expect(await inFollowUp(number)).toBe(false)
  const own = { isOpen: true, solved: true, comment: '' }
  expect(await show(requester, number)).toMatchObject({ survey: own, unsolved: null })
  expect(await show(desk, number)).toMatchObject({ survey: null, unsolved: null })
})

test('the mailed link answers without a session, and tells nothing of the ticket', async () => {
  const { requester, number, token } = await resolved()
  const { status, text, headers } = await mailed(token, { solved: false })
  expect([status, text, headers['set-cookie']]).toEqual([204, '', undefined])
  expect((await show(requester, number)).survey).toMatchObject({ solved: false })
  await mailed(token, { solved: true })
  expect((await show(requester, number)).survey).toMatchObject({ solved: true })
})

test('a link ends with its resolution, as if it were unknown', async () => {
  const { requester, number, token } = await resolved()
  const unknown = await mailed('nonsense', { solved: true })
  expect([unknown.status, unknown.body.code]).toEqual([410, 'link_expired'])
  await requester.post(`/tickets/${number}/reopening`, { body: 'Still not there.' })
  expect((await mailed(token, { solved: true })).text).toBe(unknown.text)
  const own = await requester.put(`/tickets/${number}/satisfaction`, { solved: true })
  expect([own.status, own.body.code]).toEqual([409, 'survey_ended'])
  await resolve(number)
  expect((await mailed(token, { solved: true })).text).toBe(unknown.text)
  const later = await tokenFor(number)
  expect((await mailed(later, { solved: true })).status).toBe(204)
})

test('a comment with a secret or beyond 500 characters is refused, and stores nothing', async () => {
  const { requester, number, token } = await resolved()
  const phrase = 'legal winner thank year wave sausage worth useful legal winner thank yellow'
  for (const comment of [phrase, 'x'.repeat(501)]) {
    const own = await requester.put(`/tickets/${number}/satisfaction`, { solved: false, comment })
    expect(own.status).toBe(422)
    expect((await mailed(token, { solved: false, comment })).status).toBe(422)
  }
  expect((await show(requester, number)).survey).toMatchObject({ solved: null })
})

test('a "no" notifies the agent once, who ends the task; reopening ends it too', async () => {
  const { requester, number, token } = await resolved()
  const told = async () =>
    (await desk.get('/notifications')).body.items.filter(
      ({ kind, url }: { kind: string; url: string }) => kind === 'desk' && url.includes(number)
    ).length
  await forum.settle()
  const before = await told()
  await Promise.all([mailed(token, { solved: false }), mailed(token, { solved: false })])
  await forum.settle()
  expect(await told()).toBe(before + 1)
  expect((await requester.delete(`/tickets/${number}/follow-up`)).status).toBe(403)
  expect((await desk.delete(`/tickets/${number}/follow-up`)).status).toBe(204)
  expect(await inFollowUp(number)).toBe(false)
  await mailed(token, { solved: true })
  await mailed(token, { solved: false })
  expect(await inFollowUp(number)).toBe(true)
  await requester.post(`/tickets/${number}/reopening`, { body: 'Still not there.' })
  expect(await inFollowUp(number)).toBe(false)
})

test('the database holds no token, and a comment is erased with its account', async () => {
  const { requester, number, token } = await resolved()
  await mailed(token, { solved: false, comment: 'Nothing arrived.' })
  const ticketId = await ticketIdOf(number)
  const rows = () =>
    forum.connection.db
      .select()
      .from(satisfactionSurveys)
      .where(eq(satisfactionSurveys.ticketId, ticketId))
  expect(JSON.stringify(await rows())).not.toContain(token)
  await eraseTicketsOf(forum.context(), { userId: requester.id })
  expect(await rows()).toMatchObject([{ solved: false, comment: null }])
  expect((await mailed(token, { solved: true })).status).toBe(410)
})

const mailsAbout = async (number: string) =>
  (await sentMails(forum)).map(({ text }) => text ?? '').filter((text) => text.includes(number))

test('only the mail of a resolution asks, by a link that opens its page', async () => {
  const { number, requester, token } = await resolved()
  await forum.settle()
  const mail = (await mailsAbout(number)).at(-1)
  expect(mail).toContain(`/solved?token=${token}`)
  expect(mail).toContain(`Your ticket ${number} was resolved`)
  await requester.post(`/tickets/${number}/reopening`, { body: 'Still not there.' })
  await desk.patch(`/tickets/${number}`, { state: 'waiting_on_requester' })
  await forum.settle()
  expect((await mailsAbout(number)).at(-1)).not.toContain('/solved')
})

test('a link ends after 30 days', async () => {
  const { token } = await resolved()
  forum.advance(30 * day)
  expect((await mailed(token, { solved: true })).status).toBe(410)
})
