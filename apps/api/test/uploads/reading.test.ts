import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { get, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { beforeAll, expect, test, vi } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'
import { picture } from './drawing.ts'
import { sendFile } from './sending.ts'

const forum = startForum()
const log = Buffer.from('0123456789')
let author: Client
let url: string

beforeAll(async () => {
  author = await forum.user()
  const { body } = await sendFile(author, 'a.log', log)
  await createThread(author, await forum.category(), { body: `See ${body.markdown}` })
  url = body.url
})

const ask = (
  headers: Record<string, string> = {},
  method: 'GET' | 'HEAD' = 'GET',
  client?: Client
) => (client ?? forum.guest).inject({ method, url, headers })

test('a part of a file is sent alone, and resumes only the same file', async () => {
  const part = await ask({ range: 'bytes=2-4' })
  expect([part.status, part.text, part.headers['content-length']]).toEqual([206, '234', '3'])
  expect(part.headers['content-range']).toBe('bytes 2-4/10')
  const etag = String(part.headers['etag'])
  expect((await ask({ range: 'bytes=-2', 'if-range': etag })).text).toBe('89')
  const changed = await ask({ range: 'bytes=-2', 'if-range': '"other"' })
  expect([changed.status, changed.text]).toEqual([200, '0123456789'])
})

test('a part behind the end is 416, one that is malformed is ignored', async () => {
  const behind = await ask({ range: 'bytes=10-' })
  expect([behind.status, behind.text, behind.headers['content-range']]).toEqual([
    ...[416, '', 'bytes */10']
  ])
  const malformed = await ask({ range: 'lines=1-2' })
  expect([malformed.status, malformed.text]).toEqual([200, '0123456789'])
})

test('a reader who has the file gets 304, as long as they may see it', async () => {
  const { headers } = await ask()
  const known = { 'if-none-match': `"other", W/${headers['etag']}` }
  const again = await ask(known)
  expect([again.status, again.text]).toEqual([304, ''])
  expect(again.headers['cache-control']).toBe('private, max-age=31536000, immutable')
  const { id } = (await sendFile(author, 'b.log', log)).body
  const hidden = { method: 'GET', url: `/api/v1/uploads/${id}` } as const
  for (const match of ['*', `"${id}"`])
    expect(
      (await forum.guest.inject({ ...hidden, headers: { 'if-none-match': match } })).status
    ).toBe(404)
})

test('HEAD has the headers of GET and opens no file', async () => {
  const open = vi.spyOn(forum.ports.files, 'open')
  const [head, get] = [await ask({}, 'HEAD'), await ask()]
  expect(open).toHaveBeenCalledTimes(1)
  open.mockRestore()
  expect([head.status, head.text, head.headers['content-length']]).toEqual([200, '', '10'])
  for (const name of ['etag', 'content-type', 'cache-control', 'accept-ranges'])
    expect(head.headers[name]).toBe(get.headers[name])
})

test('each width has a validator of its own', async () => {
  const { id } = (await sendFile(author, 'a.png', await picture(800, 200))).body
  const etags = await Promise.all(
    ['', '/690', '/1380'].map(
      async (width) => (await author.get(`/uploads/${id}${width}`)).headers['etag']
    )
  )
  expect(new Set(etags).size).toBe(3)
})

test('a file that is lost is 404, and its headers are those of a problem', async () => {
  const { id } = (await sendFile(author, 'c.log', log)).body
  await forum.ports.files.remove(id)
  const { status, headers } = await author.get(`/uploads/${id}`)
  expect([status, headers['content-type']]).toEqual([
    404,
    'application/problem+json; charset=utf-8'
  ])
  expect(headers['etag']).toBeUndefined()
})

test('a file of many chunks arrives whole for readers at the same time', async () => {
  const bytes = Buffer.from(Array.from({ length: 700_000 }, (_, at) => 48 + (at % 10)))
  const { id } = (await sendFile(author, 'd.log', bytes)).body
  const read = Array.from({ length: 8 }, () => author.get(`/uploads/${id}`))
  for (const { text } of await Promise.all(read)) expect(text === bytes.toString()).toBe(true)
})

test('a file is closed when its reader goes away', async () => {
  const { id } = (await sendFile(author, 'e.log', Buffer.alloc(9_000_000, 'a line\n'))).body
  await createThread(author, await forum.category(), { body: `[e](/api/v1/uploads/${id})` })
  const { open } = forum.ports.files
  const closed = vi.fn()
  vi.spyOn(forum.ports.files, 'open').mockImplementationOnce(async (name, range) => {
    const file = await open(name, range)
    return file && { ...file, close: () => file.close().then(closed) }
  })
  const address = await forum.app.listen({ host: '127.0.0.1', port: 0 })
  const { host } = new URL(forum.origin)
  const request = get(`${address}/api/v1/uploads/${id}`, { headers: { host } })
  const [answer] = (await once(request, 'response')) as [IncomingMessage]
  expect([answer.statusCode, closed.mock.calls.length]).toEqual([200, 0])
  request.destroy()
  await expect.poll(() => closed.mock.calls.length).toBe(1)
})

test('a file that is shorter in its store than noted is not sent', async () => {
  const { body } = await sendFile(author, 'b.log', log)
  await createThread(author, await forum.category(), { body: `See ${body.markdown}` })
  const id = String(body.url).split('/').at(-1) ?? ''
  await writeFile(join(forum.folder, 'uploads', id.slice(0, 2), id), '01234')
  for (const headers of [{}, { range: 'bytes=3-7' }]) {
    const { status, text } = await forum.guest.inject({ method: 'GET', url: body.url, headers })
    expect([status, text.includes('01234')]).toEqual([500, false])
  }
  const there = await forum.guest.inject({
    method: 'GET',
    url: body.url,
    headers: { range: 'bytes=1-3' }
  })
  expect([there.status, there.text]).toEqual([206, '123'])
})
