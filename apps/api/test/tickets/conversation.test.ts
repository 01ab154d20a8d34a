import { announceAnswers, closeResolved } from '@stoa/tickets'
import { ticketMessages } from '@stoa/tickets/schema'
import { securityEvents } from '@stoa/accounts/schema'
import { desc } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { mailsTo } from '../notifications/mailbox.ts'
import { sendFile } from '../uploads/sending.ts'
import { agent, escalate, openTicket, sendAnswers, setUpThread } from './opening.ts'

const forum = startForum()

let serial = 0

async function setUp() {
  const email = `requester${(serial += 1)}@tickets.test`
  const requester = await forum.user({ email })
  const desk = await agent(forum)
  const number = await openTicket(requester)
  const path = `/tickets/${number}`
  const show = async (client = requester) => (await client.get(path)).body
  return { email, requester, desk, number, path, show }
}

const bodies = ({ messages }: { messages: { html: string }[] }) => messages.map(({ html }) => html)

type Standing = Record<'state' | 'assignee' | 'firstAnsweredAt' | 'due' | 'wait', unknown>

const standing = ({ state, assignee, firstAnsweredAt, due, wait }: Standing) => ({
  ...{ state, assignee, firstAnsweredAt, due, waits: wait !== null }
})

test('requester and desk talk; the requester sees no names, notes or priorities', async () => {
  const { requester, desk, path, show } = await setUp()
  await desk.post(`${path}/messages`, { body: 'Which network?', audience: 'requester' })
  await desk.post(`${path}/messages`, { body: 'Looks like fraud.', audience: 'staff' })
  await requester.post(`${path}/messages`, { body: 'The slow one.' })
  await sendAnswers(forum)
  const [seen, whole] = [await requester.get(path), await show(desk)]
  expect(bodies(seen.body).join()).toMatch(/Sent yesterday.*Which network.*The slow one/s)
  expect(seen.text).not.toContain('fraud')
  expect(seen.text).not.toContain(desk.username)
  expect([seen.body.priority, whole.priority]).toEqual([null, 'normal'])
  expect(seen.body.messages[1]).toMatchObject({ side: 'desk', author: null })
  expect(seen.body.messages[1].agent).toBeGreaterThan(9999)
  expect(bodies(whole)).toHaveLength(4)
  expect(whole).toMatchObject({ view: 'desk', state: 'open', assignee: { id: desk.id } })
})

test('requesters write no internal notes, and strangers get 404', async () => {
  const { requester, path } = await setUp()
  const stranger = await forum.user()
  const staff = await forum.user({ role: 'staff' })
  const note = { body: 'Psst.', audience: 'staff' }
  expect((await requester.post(`${path}/messages`, note)).status).toBe(403)
  for (const client of [stranger, staff]) {
    expect((await client.get(path)).status).toBe(404)
    expect((await client.post(`${path}/messages`, { body: 'Hello?' })).status).toBe(404)
    expect((await client.patch(path, { state: 'closed' })).status).toBe(404)
  }
})

test('agents do not answer their own ticket', async () => {
  const desk = await agent(forum)
  const number = await openTicket(desk)
  const { body } = await desk.get(`/tickets/${number}`)
  expect(body).toMatchObject({ view: 'requester', assignee: null })
  expect((await desk.post(`/tickets/${number}/resolution`, { summary: 'Done.' })).status).toBe(404)
  expect((await desk.patch(`/tickets/${number}`, { priority: 'urgent' })).status).toBe(422)
})

test('the desk can recall a message for ten seconds, unseen by the requester', async () => {
  const { requester, desk, path, show } = await setUp()
  const wrong = (await desk.post(`${path}/messages`, { body: 'Wrong window.' })).body
  expect(bodies(await show())).toHaveLength(1)
  const colleague = await agent(forum)
  expect((await colleague.delete(`${path}/messages/${wrong.id}`)).status).toBe(409)
  expect((await desk.delete(`${path}/messages/${wrong.id}`)).status).toBe(204)
  const right = (await desk.post(`${path}/messages`, { body: 'Right window.' })).body
  forum.advance(11_000)
  expect((await desk.delete(`${path}/messages/${right.id}`)).body.code).toBe('ticket_message_sent')
  expect(bodies((await requester.get(path)).body).join()).toMatch(/Right window/)
})

test('a delivered answer assigns the ticket; a recalled one changes nothing', async () => {
  const { requester, desk, path, show } = await setUp()
  const before = [await show(), await show(desk)].map(standing)
  const { id } = (await desk.post(`${path}/messages`, { body: 'Wrong window.' })).body
  await announceAnswers(forum.context())
  expect([await show(), await show(desk)].map(standing)).toEqual(before)
  await desk.delete(`${path}/messages/${id}`)
  await sendAnswers(forum)
  expect([await show(), await show(desk)].map(standing)).toEqual(before)
  const { sentAt } = (await desk.post(`${path}/messages`, { body: 'Which one?' })).body
  await sendAnswers(forum)
  const handled = { state: 'open', firstAnsweredAt: sentAt }
  expect(await show(requester)).toMatchObject({ ...handled, wait: null })
  expect(await show(desk)).toMatchObject({ ...handled, assignee: { id: desk.id } })
})

test('of several answers delivered at once, the first assigns the ticket, once', async () => {
  const { author, thread } = await setUpThread(forum)
  const path = `/tickets/${(await escalate(author, thread.id)).body.number}`
  const [first, second] = [await agent(forum), await agent(forum)]
  for (const desk of [first, second]) await desk.post(`${path}/messages`, { body: 'Hello.' })
  const mark = async () =>
    (await forum.guest.get(`/threads/${thread.id}`)).body.thread.escalation.state
  expect(await mark()).toBe('with_support')
  await Promise.all([sendAnswers(forum), sendAnswers(forum), sendAnswers(forum)])
  const { assignee, history } = (await second.get(path)).body
  expect([assignee.id, await mark()]).toEqual([first.id, 'in_progress'])
  expect(history.filter(({ kind }: { kind: string }) => kind === 'state')).toHaveLength(1)
})

test('an undeliverable answer delays no other and is delivered later', async () => {
  const [stuck, other] = [await setUp(), await setUp()]
  for (const { desk, path } of [stuck, other])
    await desk.post(`${path}/messages`, { body: 'Hello.' })
  const { number, show } = stuck
  const { sql } = forum.connection
  await sql`create function refuse() returns trigger language plpgsql as 'begin raise ''stuck''; end'`
  await sql.unsafe(`create trigger stuck before update on tickets for each row
    when (old.number = '${number}') execute function refuse()`)
  await expect(sendAnswers(forum)).rejects.toThrow('1 of 2 failed')
  await sql`drop function refuse cascade`
  expect([(await show()).state, (await other.show()).state]).toEqual(['new', 'open'])
  await sendAnswers(forum)
  expect((await show()).state).toBe('open')
})

test('a recalled message returns to the draft with its files, before newer text', async () => {
  const { requester, desk, path, number } = await setUp()
  const file = (await sendFile(desk, 'steps.txt', Buffer.from('Restart it.'))).body
  const say = () => desk.post(`${path}/messages`, { body: `As here: ${file.markdown}` })
  const { id } = (await say()).body
  await desk.put(`/drafts/ticket:${number}`, { body: 'And also' })
  await desk.delete(`${path}/messages/${id}`)
  const draft = await desk.get(`/drafts/ticket:${number}`)
  expect(draft.body.body).toBe(`As here: ${file.markdown}\n\nAnd also`)
  await say()
  forum.advance(11_000)
  const messages = (await requester.get(path)).body.messages
  expect(messages.at(-1).attachments).toMatchObject([{ name: 'steps.txt' }])
})

test('a recalled message of full length fits into the draft beside another', async () => {
  const { requester, desk, path, number } = await setUp()
  const maxLength = 20_000
  const { id } = (await desk.post(`${path}/messages`, { body: 'a'.repeat(maxLength) })).body
  await desk.put(`/drafts/ticket:${number}`, { body: 'b'.repeat(maxLength) })
  expect((await desk.delete(`${path}/messages/${id}`)).status).toBe(204)
  const both = (await desk.get(`/drafts/ticket:${number}`)).body.body
  expect(both).toMatch(/^a{20000}\n\nb{20000}$/)
  expect((await desk.put(`/drafts/ticket:${number}`, { body: both.slice(1) })).status).toBe(200)
  expect((await desk.post(`${path}/messages`, { body: both })).body.errors[0].path).toBe('body')
  forum.advance(11_000)
  expect((await requester.get(path)).body.messages).toHaveLength(1)
})

test('bell and e-mail name the ticket by number only, after delivery', async () => {
  const { email, requester, desk, number, path } = await setUp()
  const { status } = await desk.post(`${path}/messages`, { body: 'Credited to wallet 0xBEEF.' })
  expect(status).toBe(201)
  await announceAnswers(forum.context())
  await forum.settle()
  expect((await requester.get('/notifications')).body.items).toEqual([])
  forum.advance(11_000)
  for (let round = 0; round < 2; round += 1) await announceAnswers(forum.context())
  await forum.settle()
  const { items } = (await requester.get('/notifications')).body
  expect(items).toMatchObject([{ kind: 'ticket', title: number, url: path, actor: null }])
  const mails = await mailsTo(forum, email)
  expect(mails).toHaveLength(1)
  expect(mails[0]?.text).toContain(path)
  expect(JSON.stringify(mails)).not.toMatch(/BEEF|deposit/)
})

test('agents are notified of new tickets and messages, once assigned only the assignee', async () => {
  const { requester, desk, path } = await setUp()
  const colleague = await agent(forum)
  await desk.patch(path, { assignee: desk.username })
  await requester.post(`${path}/messages`, { body: 'Any news?' })
  await forum.settle()
  const count = async (client = desk) =>
    (await client.get('/notifications')).body.items.filter(
      ({ url }: { url: string }) => url === path
    ).length
  expect(await count()).toBe(2)
  expect(await count(colleague)).toBe(0)
})

test('a resolved ticket can be reopened within seven days and is closed afterwards', async () => {
  const { requester, desk, path, show } = await setUp()
  await desk.post(`${path}/resolution`, { summary: 'Credited.' })
  expect(await show()).toMatchObject({ state: 'resolved', can: { reopen: true, write: false } })
  const refused = await requester.post(`${path}/messages`, { body: 'Thanks' })
  expect(refused.body.code).toBe('ticket_resolved')
  expect((await requester.post(`${path}/reopening`, { body: 'Still not.' })).status).toBe(204)
  expect(await show()).toMatchObject({ state: 'open', resolvedAt: null })
  await desk.post(`${path}/resolution`, { summary: 'Now it is.' })
  forum.advance(8 * 24 * 3600_000)
  await closeResolved(forum.context())
  const { body } = await requester.post(`${path}/reopening`, { body: 'No.' })
  expect(body.code).toBe('ticket_not_reopenable')
  expect(await show()).toMatchObject({ state: 'closed', outcome: 'resolved' })
})

test('an attachment is for requester and desk; one of a note for the desk only', async () => {
  const { requester, desk, path } = await setUp()
  const mine = (await sendFile(requester, 'log.txt', Buffer.from('Error 1006'))).body
  await requester.post(`${path}/messages`, { body: 'The log.', uploadIds: [mine.id] })
  const theirs = (await sendFile(desk, 'trace.txt', Buffer.from('Internal'))).body
  const note = { body: `See ${theirs.markdown}`, audience: 'staff' }
  await desk.post(`${path}/messages`, note)
  const stranger = await forum.user()
  const statuses = async (id: string) =>
    Promise.all(
      [requester, desk, stranger, forum.guest].map(
        async (client) => (await client.get(`/uploads/${id}`)).status
      )
    )
  expect(await statuses(mine.id)).toEqual([200, 200, 404, 404])
  expect(await statuses(theirs.id)).toEqual([404, 200, 404, 404])
  const { messages } = (await requester.get(path)).body
  expect(messages[1].attachments).toMatchObject([{ id: mine.id, name: 'log.txt' }])
})

test('each access by the desk is recorded, and the record cannot be changed', async () => {
  const { desk, requester, path } = await setUp()
  await desk.get(path)
  await requester.get(path)
  const { db } = forum.connection
  const rows = await db.select().from(securityEvents)
  const look = { kind: 'look.ticket', subjectId: requester.id }
  expect(rows.filter(({ actorId }) => actorId === desk.id)).toMatchObject([look])
  expect(rows.filter(({ actorId }) => actorId === requester.id)).toEqual([])
  await expect(db.delete(securityEvents)).rejects.toThrow()
})

test('eleven files are refused', async () => {
  const { requester, path } = await setUp()
  const ids = Array.from({ length: 11 }, (_, n) => `${String(n).padStart(2, '0')}${'A'.repeat(20)}`)
  const links = ids.map((id) => `[file](/api/v1/uploads/${id})`).join(' ')
  const { status, body } = await requester.post(`${path}/messages`, { body: links })
  expect([status, body.errors[0].path]).toEqual([422, 'uploadIds'])
})

test('a very long conversation shows its end', async () => {
  const { requester, path, show } = await setUp()
  const { db } = forum.connection
  const [first] = await db.select().from(ticketMessages).orderBy(desc(ticketMessages.id)).limit(1)
  if (!first) throw new Error('a ticket begins with a message')
  const { id: _, ...row } = { ...first, body: 'More.', html: '<p>More.</p>' }
  await db.insert(ticketMessages).values(Array.from({ length: 499 }, () => row))
  await requester.post(`${path}/messages`, { body: 'The newest of all.' })
  const seen = bodies(await show())
  expect([seen.length, seen[0], seen.at(-1)]).toEqual([
    500,
    '<p>More.</p>',
    '<p>The newest of all.</p>\n'
  ])
})
