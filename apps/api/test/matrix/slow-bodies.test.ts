import { once } from 'node:events'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import { startForum } from '../forum.ts'

const forum = startForum({ web: true, bodyTimes: { still: 400, whole: 1500, upload: 4000 } })
beforeAll(() => forum.app.listen({ port: 0, host: '127.0.0.1' }))

const json = 'content-type: application/json'
const file = 'content-type: multipart/form-data; boundary=b'

/** Sends the head of a request with a body of a thousand bytes; collects the response. */
async function begin(path: string, type: string, session: Record<string, string> = {}) {
  const { port } = forum.app.server.address() as AddressInfo
  const { host, origin } = new URL(forum.origin)
  const lines = [`POST ${path} HTTP/1.1`, `host: ${host}`, `origin: ${origin}`, type]
  const more = Object.entries(session).map(([name, value]) => `${name}: ${value}`)
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  socket.on('data', (piece) => (answer += String(piece)))
  socket.on('error', () => {})
  await once(socket, 'connect')
  socket.write(`${[...lines, ...more, 'content-length: 1000'].join('\r\n')}\r\n\r\n`)
  return { socket, answered: async () => (await ended(socket), answer) }
}

const ended = (socket: Socket) => (socket.closed ? undefined : once(socket, 'close'))

/** Sends one byte at a time until the connection ends. */
async function dribble(socket: Socket, first: string) {
  socket.write(first)
  while (!socket.closed) {
    await wait(100)
    socket.write('x')
  }
}

test('a stalled body is answered 408, and its connection closed', async () => {
  const { socket, answered } = await begin('/api/v1/sessions', json)
  socket.write('{"login":')
  expect(await answered()).toMatch(/^HTTP\/1\.1 408 [^]*"code":"request_timeout"/)
})

test('so is a stalled form of a page', async () => {
  const { answered } = await begin('/sign-in?/signIn', 'accept: text/html')
  expect(await answered()).toMatch(/^HTTP\/1\.1 408 [^]*<title>The request took too long/)
})

test('a body sent byte by byte ends at its time limit, an upload later', async () => {
  const member = await forum.user()
  const body = await begin('/api/v1/sessions', json)
  const upload = await begin('/api/v1/uploads', file, member.headers)
  const head = '--b\r\ncontent-disposition: form-data; name="f"; filename="a.txt"\r\n\r\n'
  const order: string[] = []
  const note = (name: string) => () => void order.push(name)
  const both = [
    dribble(body.socket, '"').then(note('body')),
    dribble(upload.socket, head).then(note('upload'))
  ]
  await Promise.all(both)
  expect(order).toEqual(['body', 'upload'])
  expect([await body.answered(), await upload.answered()]).toEqual([
    expect.stringMatching(/^HTTP\/1\.1 408 /),
    expect.stringMatching(/^HTTP\/1\.1 408 /)
  ])
})

test('a refused body that nobody reads loses its connection', async () => {
  const { answered } = await begin('/api/v1/sessions', 'content-type: text/plain')
  expect(await answered()).toMatch(/^HTTP\/1\.1 415 /)
})

test('an answer may take longer than a body', async () => {
  const { port } = forum.app.server.address() as AddressInfo
  const { host } = new URL(forum.origin)
  const socket = connect(port, '127.0.0.1')
  socket.write(
    `GET /api/v1/live?topics=thread:1 HTTP/1.1\r\nhost: ${host}\r\ncontent-length: 2\r\n\r\n{}`
  )
  await once(socket, 'data')
  await wait(1800)
  expect(socket.closed).toBe(false)
  socket.destroy()
})
