import { once } from 'node:events'
import { request, type ClientRequest, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openScene, type Scene } from '../../bench/restarts/scene.ts'
import { freePort } from './server.ts'

let scene: Scene

beforeAll(async () => {
  const settings = { STOA_DRAIN: '1' }
  scene = await openScene({ roles: ['all'], place: 'embedded', port: await freePort(), settings })
})

afterAll(() => scene.close())

type Slow = { rest: string; sent: ClientRequest; answer: Promise<number | undefined> }

/** Sends a request without the last half of its body. */
function begin(path: string, by: number, type: string, body: string): Slow {
  const { origin, cookies } = scene
  const headers = {
    origin,
    cookie: cookies[by],
    'content-type': type,
    'content-length': Buffer.byteLength(body)
  }
  const sent = request(`${origin}/api/v1${path}`, { method: 'POST', headers })
  const half = Math.floor(body.length / 2)
  sent.write(body.slice(0, half))
  const answer = once(sent, 'response').then(async ([response]: IncomingMessage[]) => {
    if (response) await text(response)
    return response?.statusCode
  })
  return { rest: body.slice(half), sent, answer }
}

const beginThread = (by: number) => {
  const title = `A question of person ${by} that is sent slowly`
  const thread = { categoryId: 1, kind: 'discussion', title, body: title }
  return begin('/threads', by, 'application/json', JSON.stringify(thread))
}

const beginUpload = (by: number) => {
  const head = '--b\r\ncontent-disposition: form-data; name="file"; filename="log.txt"\r\n'
  const file = `${head}content-type: text/plain\r\n\r\n${'a line\n'.repeat(2000)}\r\n--b--\r\n`
  return begin('/uploads', by, 'multipart/form-data; boundary=b', file)
}

/** Opens a connection and sends a request but for its last byte. `end` sends that and reads the status. */
async function beginHead(path: string) {
  const { host, port } = new URL(scene.origin)
  const socket = connect(Number(port), '127.0.0.1')
  await once(socket, 'connect')
  socket.write(`GET ${path} HTTP/1.1\r\nhost: ${host}\r\n\r`)
  return async () => {
    socket.write('\n')
    return (await text(socket)).split(' ', 2)[1]
  }
}

const statusOf = (path: string) =>
  fetch(`${scene.origin}${path}`, { headers: { connection: 'close' } }).then(
    ({ status }) => status,
    () => 0
  )

/** Opens a live stream. Its text ends with the stream. */
const openStream = () =>
  fetch(`${scene.origin}/api/v1/live?topics=inbox`, {
    headers: { cookie: scene.cookies[40] ?? '' }
  })

test('SIGTERM aborts no request, and tells streams when to reconnect', async () => {
  const people = Array.from({ length: 24 }, (_, by) => by)
  const begun = [...people.map(beginThread), beginUpload(30)]
  await Promise.all(begun.map(({ sent }) => once(sent, 'socket')))
  const endHead = await beginHead('/terms')
  const told = (await openStream()).text()
  await vi.waitFor(async () => expect(await statusOf('/readyz')).toBe(200), 60_000)
  const stopped = scene.nodes[0]?.stop()
  // `/readyz` fails first, then connections are refused.
  await vi.waitFor(async () => expect(await statusOf('/readyz')).toBe(503), { interval: 20 })
  expect((await fetch(`${scene.origin}/healthz`)).headers.get('connection')).toBe('close')
  await vi.waitFor(async () => expect(await statusOf('/healthz')).toBe(0), 60_000)
  expect(await told).toMatch(/^retry: [12]\d{3}$/m)
  expect(await endHead()).toBe('200')
  for (const { sent, rest } of begun) sent.end(rest)
  const statuses = await Promise.all(begun.map(({ answer }) => answer))
  expect(statuses).toEqual(begun.map(() => 201))
  expect(await stopped).toBe(0)
})
