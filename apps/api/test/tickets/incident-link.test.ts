import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { followClock } from '@stoa/announcements'
import { effectsDone } from '@stoa/core/schema'
import { announce, announcer } from '../announcements/writing.ts'
import { startForum, type Client } from '../forum.ts'
import { sendPageForm } from '../pages/sending-forms.ts'
import { mailsTo } from '../notifications/mailbox.ts'
import { agent, escalate, openTicket, setUpThread } from './opening.ts'

const forum = startForum({ web: true })

const minute = 60_000

async function later(milliseconds: number) {
  forum.advance(milliseconds)
  await followClock(forum.context())
  await forum.settle()
}

/** A maintenance that is under way, and its writer. */
async function maintenance(values: object = {}) {
  const writer = await announcer(forum)
  return { writer, id: await announce(writer, { type: 'maintenance', ...values }) }
}

const update = (writer: Client, id: number, phase: string) =>
  writer.post(`/announcements/${id}/updates`, { phase, translations: { en: `Now ${phase}.` } })

const tie = (client: Client, number: string, announcementId: number | null) =>
  client.patch(`/tickets/${number}`, { announcementId })

const show = async (client: Client, number: string) => (await client.get(`/tickets/${number}`)).body

const linesOf = async (client: Client, number: string) =>
  (await show(client, number)).history.map(({ kind }: { kind: string }) => kind)

const notifiedReadersOf = async (client: Client) =>
  (await client.get('/notifications')).body.items.map(({ kind }: { kind: string }) => kind)

test('parallel links to an incident are one; both sides see its phase until unlinked', async () => {
  const [requester, desk] = [await forum.user(), await agent(forum)]
  const { writer, id } = await maintenance()
  const number = await openTicket(requester)
  const ties = await Promise.all([1, 2, 3].map(() => tie(desk, number, id)))
  expect(ties.map(({ status }) => status)).toEqual([200, 200, 200])
  expect(await linesOf(desk, number)).toEqual(['opened', 'linked'])
  const { tickets } = (await requester.get('/me/export')).body
  expect(tickets.tickets).toMatchObject([{ number, announcementId: id }])
  await update(writer, id, 'started')
  for (const client of [requester, desk])
    expect((await show(client, number)).announcement).toMatchObject({ id, phase: 'started' })
  await tie(desk, number, null)
  expect((await show(requester, number)).announcement).toBeNull()
  expect(await linesOf(desk, number)).toEqual(['opened', 'linked', 'unlinked'])
})

test('only agents of the topic link a ticket, and only to a current incident', async () => {
  const [requester, desk] = [await forum.user(), await agent(forum)]
  const elsewhere = await forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: ['api'] })
  const { writer, id } = await maintenance()
  const feature = await announce(writer, { type: 'feature' })
  const number = await openTicket(requester)
  expect((await tie(requester, number, id)).status).toBe(422)
  expect((await tie(elsewhere, number, id)).status).toBe(404)
  const choices = `/desk/announcements?ticket=${number}`
  expect((await elsewhere.get(choices)).status).toBe(404)
  expect((await tie(desk, number, feature)).body.errors[0].path).toBe('announcementId')
  await writer.post(`/announcements/${id}/expiry`)
  expect((await tie(desk, number, id)).status).toBe(422)
  expect((await show(desk, number)).announcement).toBeNull()
})

test('suggested first are incidents of the thread, then similar ones', async () => {
  const { author, volunteer, thread } = await setUpThread(forum)
  const desk = await agent(forum)
  const other = { en: { title: 'Cards are not accepted in shops', body: 'We work on it.' } }
  const onThread = { en: { title: 'Mails arrive late', body: 'We work on it.' } }
  const { id: linked } = await maintenance({ translations: onThread })
  const { id: alike } = await maintenance({ translations: other })
  const { id: latest } = await maintenance()
  await volunteer.put(`/threads/${thread.id}/announcements/${linked}`)
  const { number } = (await escalate(author, thread.id, { reason: 'No cards accepted in shops' }))
    .body
  const ids = async (query: string) =>
    (await desk.get(`/desk/announcements${query}`)).body.items.map(({ id }: { id: number }) => id)
  expect((await ids(`?ticket=${number}`)).slice(0, 3)).toEqual([linked, alike, latest])
  expect((await ids('')).slice(0, 3)).toEqual([latest, alike, linked])
})

test('staff-only incidents cannot be linked to tickets', async () => {
  const desk = await agent(forum)
  const categories = [await forum.category({ rule: 'staff_only' })]
  const { id } = await maintenance({ categories })
  expect((await tie(desk, await openTicket(await forum.user()), id)).status).toBe(422)
})

test('requesters are notified once per change, by number only, even if effects rerun', async () => {
  const email = 'tied@example.test'
  const [requester, ended, desk] = [
    await forum.user({ email }),
    await forum.user(),
    await agent(forum)
  ]
  const { writer, id } = await maintenance()
  const [number, closed] = [await openTicket(requester), await openTicket(ended)]
  await desk.post('/desk/changes', { numbers: [number, closed], announcementId: id })
  await ended.patch(`/tickets/${closed}`, { state: 'closed' })
  await update(writer, id, 'started')
  await later(2 * minute)
  const { db } = forum.connection
  await db.delete(effectsDone)
  await db.execute(sql`update events set dispatched_at = null where type <> 'account.mail'`)
  await forum.settle()
  expect(await notifiedReadersOf(requester)).toEqual(['ticket_changed'])
  expect(await notifiedReadersOf(ended)).toEqual([])
  expect(await linesOf(requester, number)).toEqual(['opened', 'announcement'])
  const [mail, ...more] = await mailsTo(forum, email)
  expect(more).toEqual([])
  expect(mail?.text).toContain(number)
  expect(mail?.text).not.toMatch(/USDT|started/)
})

test('requesters are notified once of the end, by update or by time', async () => {
  const [requester, other, desk] = [await forum.user(), await forum.user(), await agent(forum)]
  const [resolved, expired] = [await maintenance(), await maintenance()]
  await tie(desk, await openTicket(requester), resolved.id)
  await tie(desk, await openTicket(other), expired.id)
  await update(resolved.writer, resolved.id, 'finished')
  await later(2 * minute)
  for (const { writer, id } of [resolved, expired]) await writer.post(`/announcements/${id}/expiry`)
  await later(minute)
  expect(await notifiedReadersOf(requester)).toEqual(['ticket_changed'])
  expect(await notifiedReadersOf(other)).toEqual(['ticket_changed'])
})

test('requesters are notified of a withdrawal, and nobody can link it any more', async () => {
  const [requester, other, desk] = [await forum.user(), await forum.user(), await agent(forum)]
  const { writer, id } = await maintenance()
  const [number, untied] = [await openTicket(requester), await openTicket(other)]
  await tie(desk, number, id)
  const correction = { en: 'There is no maintenance.' }
  expect((await writer.post(`/announcements/${id}/withdrawal`, { correction })).status).toBe(200)
  await later(2 * minute)
  expect(await notifiedReadersOf(requester)).toEqual(['ticket_changed'])
  expect(await linesOf(requester, number)).toEqual(['opened', 'announcement'])
  expect((await show(requester, number)).announcement).toMatchObject({ id, state: 'withdrawn' })
  const seen = await requester.inject({
    ...{ method: 'GET', url: `/tickets/${number}` },
    headers: { 'accept-language': 'en' }
  })
  expect(seen.text).toContain('Withdrawn')
  expect(seen.text).not.toContain('We’ll notify you here when it changes')
  expect((await tie(desk, untied, id)).status).toBe(422)
  await tie(desk, number, null)
  expect((await show(requester, number)).announcement).toBeNull()
})

test('more linked tickets than one batch are all notified', async () => {
  const desk = await agent(forum)
  const { writer, id } = await maintenance()
  const requester = await forum.user()
  const number = await openTicket(requester)
  await tie(desk, number, id)
  // E-mails are switched off, because there would be too many.
  const items = [{ kind: 'ticket_changed', mail: 'never' }]
  await requester.put('/notifications/preferences', { items })
  await forum.connection.db
    .execute(sql`insert into tickets (number, requester_id, opened_by_id, topic,
      subject, language, created_at, public_since, changed_at, first_due_at, resolve_due_at, due_at,
      announcement_id)
    select 'MANY-' || n, requester_id, opened_by_id, topic, subject, language, created_at, public_since,
      changed_at, first_due_at, resolve_due_at, due_at, announcement_id
    from tickets, generate_series(1, 204) as n where number = ${number}`)
  await update(writer, id, 'started')
  await later(2 * minute)
  const [told] = await forum.connection.db.execute(sql`select count(*)::int as tickets,
      count(distinct ticket_id)::int as each from ticket_history
    where kind = 'announcement' and detail = ${String(id)}`)
  expect(told).toEqual({ tickets: 205, each: 205 })
})

test('a merged ticket passes its linked incident on', async () => {
  const [requester, desk] = [await forum.user(), await agent(forum)]
  const { id } = await maintenance()
  const [number, into] = [await openTicket(requester), await openTicket(requester)]
  await tie(desk, number, id)
  await desk.post(`/tickets/${number}/merge`, { into })
  expect((await show(requester, into)).announcement).toMatchObject({ id })
})

test('the forms preselect no incident for one ticket or many', async () => {
  const desk = await agent(forum)
  await maintenance()
  const number = await openTicket(await forum.user())
  for (const url of [`/desk/${number}`, '/desk']) {
    const { text } = await desk.inject({ method: 'GET', url })
    const choices = text.match(/<input[^>]*name="announcementId"[^>]*>/g) ?? []
    expect(choices.length).toBeGreaterThan(0)
    expect(choices.join()).not.toContain('checked')
  }
  const untied = await desk.post('/desk/changes', { numbers: [number], announcementId: '' })
  expect(untied.body.errors).toMatchObject([
    { path: 'announcementId', message: 'Choose an ongoing incident or maintenance' }
  ])
})

test('the desk links and unlinks by form, and requesters read it in their language', async () => {
  const [requester, desk] = [await forum.user(), await agent(forum)]
  const { id } = await maintenance()
  const number = await openTicket(requester)
  const page = (client: Client, url: string, language: string) =>
    client.inject({ method: 'GET', url, headers: { 'accept-language': language } })
  const send = (action: string, fields: Record<string, string>) =>
    sendPageForm(desk, `/desk/${number}?/${action}`, fields)
  expect((await page(desk, `/desk/${number}`, 'en')).text).toContain(`value="${id}"`)
  const withoutChoice = await send('tie', {})
  expect(withoutChoice.text).toContain('Choose an ongoing incident or maintenance')
  expect((await send('tie', { announcementId: String(id) })).status).toBe(303)
  const words = {
    en: 'Your ticket is about this announcement.',
    'zh-CN': '你的工单与这则公告有关',
    'zh-TW': '你的工單與這則公告有關'
  }
  for (const [language, word] of Object.entries(words))
    expect((await page(requester, `/tickets/${number}`, language)).text).toContain(word)
  expect((await page(requester, `/tickets/${number}`, 'zh-CN')).text).toContain('USDT 提币延迟')
  expect((await send('untie', {})).status).toBe(303)
  expect((await show(desk, number)).announcement).toBeNull()
})
