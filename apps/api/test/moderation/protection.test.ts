import { beforeAll, expect, test } from 'vitest'
import { agreed, openBrowser, password } from '../accounts/browser.ts'
import { startForum, type Client } from '../forum.ts'
import { approvePost, createThread } from '../posting.ts'

const forum = startForum({ demo: true, origin: 'http://forum.harbor.example' })
let categoryId: number
let threadId: number
let volunteer: Client

beforeAll(async () => {
  categoryId = await forum.category()
  threadId = (await createThread(await forum.user(), categoryId)).id
  volunteer = await forum.user({
    ...{ username: 'Marguerite', role: 'volunteer', moderates: [categoryId] }
  })
})

const stateOf = async (client: Client, body: string) =>
  (await client.post(`/threads/${threadId}/posts`, { body })).body.state

test.each(['加我微信 help8899 秒处理', 'DM me on Telegram: @fast_help1', '可以幫你追回資金'])(
  'a new member’s phishing phrase waits, a trusted member’s does not (%s)',
  async (body) => {
    const newcomer = await forum.user({ trust: 'new' })
    expect(await stateOf(newcomer, body)).toBe('awaiting_approval')
    expect(await stateOf(await forum.user({ trust: 'trusted' }), body)).toBe('visible')
    expect((await forum.guest.get(`/threads/${threadId}`)).text).not.toContain(newcomer.username)
    const held = (await volunteer.get('/moderation/posts')).body.items.at(-1)
    expect([held.author.username, held.signs]).toEqual([newcomer.username, ['phishing']])
    expect((await approvePost(volunteer, held.postId)).status).toBe(204)
  }
)

test('a basic member’s phishing phrase is public with a warning, until approved', async () => {
  const member = await forum.user({ trust: 'basic' })
  const { id, state } = (
    await member.post(`/threads/${threadId}/posts`, { body: '加我微信 help8899 秒处理' })
  ).body
  expect(state).toBe('visible')
  const shown = async () =>
    (await forum.guest.get(`/threads/${threadId}/posts`)).body.items.find(
      (post: { id: number }) => post.id === id
    ).leadsOut
  expect(await shown()).toBe(true)
  const feed = await forum.app.inject({
    ...{ url: `/t/${threadId}/feed.xml?lang=en`, headers: { host: 'forum.harbor.example' } }
  })
  expect(feed.body).toContain('This post directs people outside the forum. Staff never do that.')
  const { items } = (await volunteer.get('/moderation/queue')).body
  const { row } = items.find((item: { row: { postId?: number } }) => item.row.postId === id)
  expect(row).toMatchObject({ leadsOut: true, links: [] })
  const decision = { outcome: 'clear', revision: row.snapshot.revision }
  expect((await volunteer.post(`/posts/${id}/flag-decision`, decision)).status).toBe(204)
  expect(await shown()).toBe(false)
})

test('a new member’s question about the same apps is public at once', async () => {
  const newcomer = await forum.user({ trust: 'new' })
  expect(await stateOf(newcomer, '有人加我微信说是客服，是骗子吗？')).toBe('visible')
  const title = 'Add me on Telegram: @fast_help1'
  const asked = await newcomer.post('/threads', { categoryId, title, body: 'Ask me.' })
  expect(asked.body.state).toBe('awaiting_approval')
})

test.each([
  ['harborhelp', '“harbor” belongs to the organisation'],
  ['小李客服', '“客服” is reserved for the team'],
  ['專員小王', '“专员” is reserved for the team'],
  ['Margueritte', 'looks like a team member’s']
])('the name %s is refused with the reason', async (username, reason) => {
  const browser = openBrowser(forum)
  const input = { username, email: 'x@example.test', password }
  const answer = await browser.post('/accounts', { ...agreed, ...input })
  expect([answer.status, answer.body.errors[0].path]).toEqual([422, 'username'])
  expect(answer.body.errors[0].message).toContain(reason)
})

test('a new member’s bio is shown to moderators and themselves only', async () => {
  const bio = 'Ask me about everything.'
  const newcomer = await forum.user({ trust: 'new', bio })
  const known = await forum.user({ bio })
  const seen = async (client: Client, name = newcomer.username) =>
    (await client.get(`/users/${name}`)).body.bio
  expect(await seen(forum.guest)).toBe('')
  expect(await seen(known)).toBe('')
  expect([await seen(newcomer), await seen(volunteer)]).toEqual([bio, bio])
  expect(await seen(forum.guest, known.username)).toBe(bio)
})

test('tags name no account beside an app, and titles no host with a strange dot', async () => {
  const newcomer = await forum.user({ trust: 'new' })
  const question = { categoryId, title: 'Where is my deposit?', body: 'I sent it at noon.' }
  const asked = (given: object) => newcomer.post('/threads', { ...question, ...given })
  for (const tags of [['telegram', 'harbor_hacks'], ['vx.harbor88']])
    expect((await asked({ tags })).body.errors[0].path).toBe('tags')
  for (const title of ['Go to evil\u02d9com now', 'Go to evil d0t com now'])
    expect((await asked({ title })).body.errors[0].path).toBe('title')
  expect((await asked({ tags: ['telegram', 'bots'] })).status).toBe(201)
})
