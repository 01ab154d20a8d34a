import { beforeAll, expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'

const forum = startForum({ web: true })

let thread: Awaited<ReturnType<typeof createThread>>
let author: Client
beforeAll(async () => {
  author = await forum.user()
  thread = await createThread(author, await forum.category())
})

async function read(client: Client, url = thread.url) {
  const { text } = await client.inject({ method: 'GET', url, headers: { accept: 'text/html' } })
  expect(text).not.toMatch(/[\da-f]{32}[a-z]/)
  return text
}

const keyIn = (page: string) => /name="key" value="([^"]*)"/.exec(page)?.[1] ?? ''

/** A page without what is its reader's own. */
const anonymous = (page: string, { username }: Client) =>
  page
    .replaceAll(username, 'NAME')
    .replace(keyIn(page), 'KEY')
    .replace(/--hue:\d+;--size:1\.875rem/, 'HUE')

/** Whether the page of a member was one that others have read. */
async function isShared(client: Client, url?: string) {
  const { hits } = forum.memberPages
  await read(client, url)
  return forum.memberPages.hits > hits
}

test('members share a page, each with a name, a letter and a key of their own', async () => {
  const [one, other] = [await forum.user(), await forum.user()]
  const first = await read(one)
  const { hits } = forum.memberPages
  const second = await read(other)
  expect(forum.memberPages.hits).toBe(hits + 1)
  expect(second).toContain(`href="/u/${other.username}"`)
  expect(second).not.toContain(one.username)
  expect(keyIn(second)).toMatch(/^[\da-f-]{36}$/)
  expect(keyIn(second)).not.toBe(keyIn(first))
  expect(anonymous(second, other)).toBe(anonymous(first, one))
})

test('the page of somebody who is on it is not shared', async () => {
  await read(author)
  expect(await isShared(author)).toBe(false)
  const writer = await forum.user()
  await reply(writer, thread.id)
  await read(writer)
  expect(await isShared(writer)).toBe(false)
})

test('what a member did is on the page of nobody else', async () => {
  const [one, other] = [await forum.user(), await forum.user()]
  const before = anonymous(await read(other), other)
  await one.put(`/threads/${thread.id}/following`, { level: 'following' })
  await one.put(`/posts/${thread.postId}/bookmark`)
  await one.put(`/posts/${thread.postId}/vote`)
  const own = await read(one)
  expect(own).toMatch(/aria-pressed="true"/)
  await one.delete(`/posts/${thread.postId}/vote`)
  expect(anonymous(await read(other), other)).toBe(before)
})

test('a draft is on its author’s page alone', async () => {
  const [one, other] = [await forum.user(), await forum.user()]
  await one.put(`/drafts/thread:${thread.id}`, { body: 'Half a thought' })
  expect(await read(one)).toContain('Half a thought')
  expect(await read(other)).not.toContain('Half a thought')
})

test('a reply and a hidden post are seen by the next reader', async () => {
  const [one, other] = [await forum.user(), await forum.user()]
  await read(one)
  const { id } = await reply(author, thread.id, 'Look at the block explorer.')
  expect(await read(other)).toContain('Look at the block explorer.')
  const staff = await forum.user({ role: 'staff' })
  await staff.post(`/posts/${id}/hiding`, { reason: 'spam' })
  expect(await read(other)).not.toContain('Look at the block explorer.')
})

test('the data of a page is no page, also after others have read it', async () => {
  const [one, other] = [await forum.user(), await forum.user()]
  await read(one)
  const data = await other.inject({ method: 'GET', url: `${thread.url}/__data.json` })
  expect(data.headers['content-type']).toContain('application/json')
  expect(data.text).not.toContain('<html')
})
