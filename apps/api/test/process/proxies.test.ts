import { setTimeout as sleep } from 'node:timers/promises'
import { generate } from 'selfsigned'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createAccount } from '@stoa/accounts'
import type { Client } from '../client.ts'
import { createThread } from '../posting.ts'
import { video } from '../uploads/drawing.ts'
import { openHttps, type HttpsClient } from './https-client.ts'
import { startLoad } from './proxy-load.ts'
import { isInstalled, proxies, type Proxy, type ProxyName } from './proxy-programs.ts'
import { freePort } from './server.ts'
import { startTwoNodes, type TwoNodes } from './two-nodes.ts'

const origin = 'https://forum.example.org'
const names = Object.keys(proxies) as ProxyName[]
const installed = names.filter(isInstalled)
// CI installs both. Elsewhere the tests of one that is missing are skipped. These have a PostgreSQL of
// their own, so there is nothing to learn from running them again with another one.
const chosen = process.env['CI'] ? names : installed
const tried = process.env['DATABASE_URL'] ? [] : chosen
const running = new Map<ProxyName, Proxy>()
const clients: HttpsClient[] = []
let nodes: TwoNodes
let ca: string

beforeAll(async () => {
  if (tried.length === 0) return
  const altNames = [{ type: 2, value: 'forum.example.org' } as const]
  const extensions = [{ name: 'subjectAltName', altNames } as const]
  const certificate = await generate([{ name: 'commonName', value: 'forum.example.org' }], {
    extensions
  })
  ca = certificate.cert
  nodes = await startTwoNodes(origin)
  for (const name of tried) {
    const ports = { http: await freePort(), https: await freePort() }
    running.set(name, await proxies[name]({ nodes: nodes.ports, ports, certificate }))
  }
})

afterAll(async () => {
  for (const client of clients) client.close()
  for (const proxy of running.values()) await proxy.stop()
  await nodes?.close()
})

function open(name: ProxyName, from?: string): HttpsClient {
  const client = openHttps(origin, { port: running.get(name)?.port ?? 0, ca, from })
  clients.push(client)
  return client
}

const skipped = (name: ProxyName) => !tried.includes(name)

const poster = () => nodes.user({ trust: 'trusted' })
const cookieOf = ({ headers }: Client) => headers['cookie'] ?? ''
const openThread = async () => createThread(await poster(), await nodes.people.category())

describe.each(names)('through %s', (name) => {
  test.skipIf(skipped(name))('pages are read and members sign in and reply', async () => {
    const client = open(name)
    const password = 'a harbour of paper boats'
    const account = { username: `through_${name}`, email: `${name}@example.test`, password }
    await createAccount(nodes.forum.context(), { ...account, role: 'member' })
    const thread = await openThread()
    const page = await client.ask(`/t/${thread.id}`, { headers: { 'accept-encoding': 'br' } })
    expect([page.status, page.headers['content-encoding']]).toEqual([200, 'br'])
    expect(page.headers['strict-transport-security']).toBeDefined()
    const signedIn = await client.post('/sessions', { login: account.username, password })
    const set = [signedIn.headers['set-cookie']].flat().map(String)
    const cookie = set.find((one) => one.startsWith('__Host-stoa_session='))
    expect([signedIn.status, cookie]).toEqual([201, expect.stringContaining('; Secure')])
    const session = String(cookie).split(';')[0]
    const replied = await client.post(`/threads/${thread.id}/posts`, { body: 'Done.' }, session)
    expect(replied.status).toBe(201)
  })

  test.skipIf(skipped(name))('20 MB are uploaded, and more than 51 MB are refused', async () => {
    const writer = await nodes.user({ role: 'staff', capabilities: ['articles'] })
    const upload = async (megabytes: number) => {
      const form = new FormData()
      form.append('file', new Blob([video, new Uint8Array(megabytes * 2 ** 20)]), 'steps.mp4')
      const encoded = new Response(form)
      const type = encoded.headers.get('content-type') ?? ''
      const headers = { origin, cookie: cookieOf(writer), 'content-type': type }
      const body = Buffer.from(await encoded.arrayBuffer())
      return open(name).statusOf('/api/v1/uploads/videos', { method: 'POST', headers, body })
    }
    expect([await upload(20), await upload(52)]).toEqual([201, 413])
  })

  test.skipIf(skipped(name))('a live stream says at once that somebody replied', async () => {
    const thread = await openThread()
    const cookie = cookieOf(await poster())
    const stream = open(name).listen(`/api/v1/live?topics=thread:${thread.id}`)
    await vi.waitFor(() => expect(stream.text()).toContain(': \n'), 10_000)
    const { status } = await open(name).post(
      `/threads/${thread.id}/posts`,
      { body: 'Now.' },
      cookie
    )
    expect(status).toBe(201)
    await vi.waitFor(() => expect(stream.text()).toContain(`thread:${thread.id}`), 1000)
  })

  test.skipIf(skipped(name))('built files come compressed, to be kept for a year', async () => {
    const client = open(name)
    const { body } = await client.ask('/terms')
    const [path = ''] = /\/_app\/immutable\/[^"']+\.css/.exec(body.toString()) ?? []
    const file = await client.ask(path, { headers: { 'accept-encoding': 'br' } })
    expect([file.status, file.headers['content-encoding']]).toEqual([200, 'br'])
    expect(file.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect((await client.ask('/_app/immutable/none.css')).status).toBe(404)
  })

  test.skipIf(skipped(name))(
    'limits count the address of the client, whatever it says',
    async () => {
      const from = name === 'nginx' ? '127.0.1.2' : '127.0.2.2'
      const [one, other] = [open(name, from), open(name, '127.0.3.3')]
      const ask = (client: HttpsClient, said: string) =>
        client.statusOf('/api/v1/notifications/unsubscription?token=none', {
          method: 'POST',
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            'x-forwarded-for': said,
            forwarded: `for=${said}`
          },
          body: 'List-Unsubscribe=One-Click'
        })
      const statuses = []
      for (let turn = 0; turn < 61; turn += 1) statuses.push(await ask(one, `192.0.2.${turn}`))
      expect([statuses[0], statuses.at(-1)]).toEqual([404, 429])
      expect(await ask(other, from)).toBe(404)
    }
  )

  test.skipIf(skipped(name))('Meilisearch finds what was just posted', async ({ skip }) => {
    skip(!process.env['STOA_MEILI_URL'], 'STOA_MEILI_URL names no Meilisearch to search with')
    const title = `Where is the ${name} pomegranate?`
    const { id } = await createThread(await poster(), await nodes.people.category(), { title })
    const client = open(name)
    const find = async () => {
      const { body } = await client.ask(`/api/v1/search?q=${name}+pomegranate`)
      const { engine, items } = JSON.parse(body.toString())
      return [engine, items.map(({ threadId }: { threadId: number }) => threadId)]
    }
    await vi.waitFor(async () => expect(await find()).toEqual(['meilisearch', [id]]), 60_000)
  })

  test.skipIf(skipped(name))('another Host reaches no page of the forum', async () => {
    const answer = await open(name).ask('/terms', { headers: { ':authority': 'evil.test' } })
    expect([answer.status, answer.body.toString()]).not.toEqual([200, expect.stringContaining('<')])
  })
})

test.skipIf(tried.length === 0)('a restart of each node under load fails no request', async () => {
  const thread = await openThread()
  const readers = tried.map((name) => ({ client: open(name) }))
  const posters = []
  for (const name of tried)
    for (let by = 0; by < 3; by += 1)
      posters.push({ client: open(name), cookie: cookieOf(await poster()) })
  const load = startLoad(readers, posters, thread.id)
  await vi.waitFor(() => expect(load.succeeded()).toBeGreaterThan(50), 20_000)
  expect(await nodes.restartEach()).toBe('')
  const before = load.succeeded()
  await vi.waitFor(() => expect(load.succeeded()).toBeGreaterThan(before + 50), 20_000)
  expect(await load.stop()).toEqual([])
})

test.skipIf(tried.length === 0)(
  'while PostgreSQL is away, kept pages are read and a reply is refused with words',
  async () => {
    const thread = await openThread()
    const cookie = cookieOf(await poster())
    const post = { body: 'Is anybody here?' }
    const opened = tried.map((name) => open(name))
    // Otherwise the news of the thread reaches the nodes later, and they drop its page.
    await nodes.forum.settle()
    await sleep(500)
    for (const client of [...opened, ...opened]) await client.ask(`/t/${thread.id}`)
    await nodes.withoutDatabase(async () => {
      for (const client of opened) {
        const { status, body } = await client.post(`/threads/${thread.id}/posts`, post, cookie)
        const said = expect.stringContaining('"temporarily_unavailable"')
        expect([status, body.toString()]).toEqual([503, said])
        expect(await client.statusOf(`/t/${thread.id}`)).toBe(200)
      }
    })
  }
)
