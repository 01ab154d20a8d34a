import { beforeAll, expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'

const forum = startForum({ web: true })

let author: Client
let thread: Awaited<ReturnType<typeof createThread>>
beforeAll(async () => {
  author = await forum.user()
  thread = await createThread(author, await forum.category({ slug: 'listed' }))
})

/** The row of the thread in the list of its category. */
async function row(client: Client, headers: Record<string, string> = {}) {
  const url = '/c/listed?language=all'
  const accept = { accept: 'text/html', ...headers }
  const { text } = await client.inject({ method: 'GET', url, headers: accept })
  const rows = text.split('<li').filter((one) => one.includes(`/t/${thread.id}`))
  expect(rows).toHaveLength(1)
  return rows[0] ?? ''
}

test('what a member has not read is marked in their list alone', async () => {
  const [one, other] = [await forum.user(), await forum.user()]
  expect(await row(one)).toContain('unread')
  await one.put(`/threads/${thread.id}/reading`, { number: 1 })
  expect(await row(one)).not.toContain('unread')
  expect(await row(other)).toContain('unread')
  await reply(author, thread.id)
  expect(await row(one)).toContain('unread')
})

test('each reader of the same row is led to where they left off', async () => {
  const readers = [await forum.user(), await forum.user()]
  await reply(author, thread.id)
  const last = (await reply(author, thread.id)).number
  for (const [index, reader] of readers.entries())
    await reader.put(`/threads/${thread.id}/reading`, { number: last - 2 + index })
  for (const [index, reader] of readers.entries())
    expect(await row(reader)).toContain(`href="/t/${thread.id}?page=1#p${last - 1 + index}"`)
})

test('a reply and a new title are in the next list', async () => {
  const reader = await forum.user()
  expect(await row(reader)).not.toContain('Where is my withdrawal?')
  const staff = await forum.user({ role: 'staff' })
  await staff.patch(`/threads/${thread.id}`, { title: 'Where is my withdrawal?' })
  expect(await row(reader)).toContain('Where is my withdrawal?')
})

test('a row is in the language of its reader', async () => {
  const reader = await forum.user()
  const inEnglish = () => row(reader, { 'accept-language': 'en' })
  expect(await inEnglish()).toContain('>Question<')
  expect(await row(reader, { 'accept-language': 'zh-CN' })).toContain('>求助<')
  expect(await inEnglish()).toContain('>Question<')
})
