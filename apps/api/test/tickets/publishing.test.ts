import { publishAnswers, usualLevels } from '@stoa/tickets'
import { expect, test } from 'vitest'
import { makeAccount, signedIn } from '../accounts/browser.ts'
import { waitForErasing } from '../accounts/undo-links.ts'
import { startForum } from '../forum.ts'
import { sendFile } from '../uploads/sending.ts'
import { columnsWith } from '../matrix/traces.ts'
import { agent, escalate, escalation, openTicket, setUpThread } from './opening.ts'

const forum = startForum()
const facts = { order_id: 'O-7781-2290', account_id: 'ab12' }
const answer = 'Deposits on this network were delayed; all of them are credited by now.'

async function setUp() {
  const { author, thread } = await setUpThread(forum)
  const desk = await agent(forum)
  const { number } = (await escalate(author, thread.id, { topic: 'trading' })).body
  const path = `/tickets/${number}`
  await author.put(`${path}/facts`, { facts: { ...facts, happened_at: '2026-11-20T10:30' } })
  const resolve = (publishToThread?: string) =>
    desk.post(`${path}/resolution`, { summary: 'Done.', publishToThread })
  const posts = async () => (await forum.guest.get(`/threads/${thread.id}`)).body
  return { author, desk, thread, number, path, resolve, posts }
}

test('the requester sees the answer first; published, it is official and accepted', async () => {
  const { author, path, resolve, posts } = await setUp()
  expect((await resolve(answer)).status).toBe(204)
  expect((await author.get(path)).body.answer).toMatchObject({ state: 'proposed', url: null })
  await publishAnswers(forum.context())
  expect((await posts()).official).toEqual([])
  forum.advance(25 * 3600_000)
  await publishAnswers(forum.context())
  await publishAnswers(forum.context())
  const seen = await posts()
  expect(seen.official).toHaveLength(1)
  expect(seen.acceptedPost.html).toContain('credited by now')
  expect(seen.thread).toMatchObject({ acceptedByAsker: false, acceptedConfirmed: false })
  expect((await author.get(path)).body.answer).toMatchObject({ state: 'published' })
})

test('admins set the time for objections; with none, answers are published at once', async () => {
  const publishedWith = async (objectionHours: number) => {
    const admin = await forum.user({ role: 'admin' })
    await admin.put('/desk/service-levels', { ...usualLevels, objectionHours })
    const { resolve, posts } = await setUp()
    await resolve(answer)
    forum.advance(2 * 3600_000)
    await publishAnswers(forum.context())
    return (await posts()).official.length
  }
  expect(await publishedWith(3)).toBe(0)
  expect(await publishedWith(1)).toBe(1)
  expect(await publishedWith(0)).toBe(1)
  const admin = await forum.user({ role: 'admin' })
  await admin.put('/desk/service-levels', usualLevels)
})

test('an objection within a day keeps the answer private; others cannot object', async () => {
  const { author, desk, path, resolve, posts } = await setUp()
  await resolve(answer)
  const stranger = await forum.user()
  for (const client of [stranger, desk])
    expect((await client.post(`${path}/objection`)).status).toBe(404)
  expect((await author.post(`${path}/objection`)).status).toBe(204)
  expect((await author.post(`${path}/objection`)).body.code).toBe('ticket_answer_not_open')
  forum.advance(25 * 3600_000)
  await publishAnswers(forum.context())
  expect((await posts()).official).toEqual([])
})

test('reopening a ticket, by its requester or the desk, cancels the proposed answer', async () => {
  const { author, desk, path, resolve, posts } = await setUp()
  await resolve('Wait for an hour.')
  expect((await author.post(`${path}/reopening`, { body: 'It is not there.' })).status).toBe(204)
  expect((await author.get(path)).body.answer).toMatchObject({ state: 'refused' })
  await resolve('Wait for a day.')
  await desk.patch(path, { state: 'open' })
  await resolve(answer)
  forum.advance(25 * 3600_000)
  await publishAnswers(forum.context())
  const seen = await posts()
  expect([seen.official.length, seen.posts.length]).toEqual([1, 2])
  expect(seen.acceptedPost.html).toContain('credited by now')
})

test('facts and numbers are refused in any spelling; short words are not', async () => {
  const { number, resolve } = await setUp()
  for (const leak of ['O-7781-2290', 'o 7781 2290', 'Ｏ７７８１２２９０', number.toLowerCase()]) {
    const { status, body } = await resolve(`It was ${leak}, now credited.`)
    expect([leak, status, body.errors?.[0].path]).toEqual([leak, 422, 'publishToThread'])
  }
  expect((await resolve('Accounts like ab12 were concerned.')).status).toBe(204)
})

test('facts with few letters or digits and times in any format are refused', async () => {
  const { author, path, resolve } = await setUp()
  await author.put(`${path}/facts`, { facts: { amount: '1.5 BT', account_id: 'a#-7' } })
  for (const leak of [
    '1.5  bt',
    '2026-11-20T10:30',
    '2026-11-20 10:30',
    '2026/11/20, 10:30',
    '2026-11-20 18:30'
  ]) {
    const { status, body } = await resolve(`It was ${leak}, now credited.`)
    expect([leak, status, body.errors?.[0].path]).toEqual([leak, 422, 'publishToThread'])
  }
  expect((await resolve('From 15 BT on it takes a day, as a#-7 says.')).status).toBe(204)
})

test('a fact entered after the proposal stops it', async () => {
  const { author, path, resolve, posts } = await setUp()
  await resolve('The memo was 55512345 for everybody.')
  await author.put(`${path}/facts`, { facts: { account_id: '555-12345' } })
  forum.advance(25 * 3600_000)
  await publishAnswers(forum.context())
  expect((await posts()).official).toEqual([])
  expect((await author.get(path)).body.answer).toMatchObject({ state: 'refused' })
})

test('an answer kept private by objection is erased with the account', async () => {
  const { username } = await makeAccount(forum)
  const owner = await signedIn(forum, username)
  const question = { kind: 'question', title: 'Where is my deposit?', body: 'It has not arrived.' }
  const { body } = await owner.post('/threads', { categoryId: await forum.category(), ...question })
  const { number } = (await owner.post(`/threads/${body.id}/escalation`, escalation)).body
  const desk = await agent(forum)
  const resolution = { summary: 'Done.', publishToThread: 'It was the quicksilver.' }
  await desk.post(`/tickets/${number}/resolution`, resolution)
  await owner.post(`/tickets/${number}/objection`)
  await owner.post('/me/closing')
  await waitForErasing(forum)
  await forum.settle()
  expect(await columnsWith(forum, ['quicksilver'])).toEqual([])
})

test('an attachment of the ticket is refused in public', async () => {
  const { author, path, resolve } = await setUp()
  const file = (await sendFile(author, 'proof.txt', Buffer.from('secret'))).body
  await author.post(`${path}/messages`, { body: 'Proof.', uploadIds: [file.id] })
  const { status, body } = await resolve(`As seen here: ${file.markdown}`)
  expect([status, body.errors[0].path]).toEqual([422, 'publishToThread'])
})

test('publishing nothing is an ordinary resolution; it needs a thread', async () => {
  const { author, path, resolve } = await setUp()
  expect((await resolve()).status).toBe(204)
  expect((await author.get(path)).body).toMatchObject({ state: 'resolved', answer: null })
  const lonely = await openTicket(author)
  const desk = await agent(forum)
  const resolution = { summary: 'Done.', publishToThread: answer }
  const { body } = await desk.post(`/tickets/${lonely}/resolution`, resolution)
  expect(body.code).toBe('ticket_without_thread')
  expect((await author.get(`/tickets/${lonely}`)).body.state).toBe('new')
})
