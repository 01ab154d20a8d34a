import { describe, expect, test } from 'vitest'
import { startForum, type TestAnswer } from '../forum.ts'
import { everyPageRow, pages } from './pages.ts'
import { formActions } from './page-routes.ts'
import { addressOf, everyEndpoint } from './rows.ts'
import { calledDuring } from './watching.ts'
import { createWorld, sharedCategory, type World } from './world.ts'

const forum = startForum({ web: true, loopback: true })

/** Endpoints that accept requests without an Origin, and why. */
const exempt: Record<string, string> = {
  'accounts.endByProvider': 'providers send it; their signature is the proof',
  'announcements.confirmSubscription': 'its page sends no referrer; the signed token is the proof',
  'announcements.endSubscription': 'as notifications.unsubscribe',
  'notifications.unsubscribe': 'mail servers send it; its signed token is the proof (RFC 8058)'
}

type Sent = { headers: Record<string, string>; payload?: string }
const json = { 'content-type': 'application/json' }
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const foreign = 'https://evil.test'

/** Requests that another site, or a careless program, could send. */
const attempts: Record<string, Sent> = {
  'no Origin': { headers: json, payload: '{}' },
  'an opaque Origin': { headers: { ...json, origin: 'null' }, payload: '{}' },
  'a foreign Origin': { headers: { ...json, origin: foreign }, payload: '{}' },
  'a foreign form': { headers: { ...form, origin: foreign }, payload: 'a=1' },
  'foreign plain text': {
    headers: { origin: foreign, 'content-type': 'text/plain' },
    payload: '{}'
  },
  'a foreign empty body': { headers: { origin: foreign } },
  'an Origin that begins like ours': {
    headers: { ...json, origin: 'http://127.0.0.1:3000.evil.test' },
    payload: '{}'
  },
  'our host under another scheme': { headers: { ...json, origin: 'https://127.0.0.1:3000' } },
  'our host on another port': { headers: { ...json, origin: 'http://127.0.0.1:8080' } },
  'what only looks like a token': {
    headers: { ...json, origin: foreign, authorization: 'Bearer not a token' },
    payload: '{}'
  }
}

type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Sends as a signed-in browser, without the Origin that the client of `inject` adds. */
async function sendAs({ caller }: World, method: Method, url: string, sent: Sent) {
  const { host } = new URL(forum.origin)
  const headers = { host, ...caller.headers, ...sent.headers }
  const response = await forum.app.inject({ method, url, headers, payload: sent.payload })
  return response
}

async function expectRefused(world: World, method: Method, url: string) {
  for (const [how, sent] of Object.entries(attempts)) {
    let answer = {} as Pick<TestAnswer, 'status' | 'text'>
    let statements = 0
    const called = await calledDuring(async () => {
      statements = await forum.count(async () => {
        const { statusCode: status, body: text } = await sendAs(world, method, url, sent)
        answer = { status, text }
      })
    })
    expect([answer.status, answer.text], how).toEqual([
      403,
      expect.stringContaining('foreign_origin')
    ])
    expect([called, statements], how).toEqual([[], 0])
  }
}

const unsafe = everyEndpoint.filter(([, { method }]) => method !== 'GET')
const guarded = unsafe.filter(([name]) => !(name in exempt))
const someParams = { id: 1, username: 'somebody', key: 'ask' }

describe('an endpoint that changes something answers 403 before anything else', () => {
  test.each(guarded)('%s', async (_name, endpoint) => {
    const world = await createWorld(forum, 'admin', 0)
    const url = `/api/v1${addressOf(endpoint, { params: someParams })}`
    await expectRefused(world, endpoint.method as Method, url)
  })
})

describe('a form action answers 403, too', async () => {
  const actions = (await formActions()).flatMap(([route, names]) =>
    names.map((name): [string, string] => [route, name])
  )
  test.each(actions)('%s %s', async (route, name) => {
    const world = await createWorld(forum, 'admin', await sharedCategory(forum))
    const path = (await pages[route]?.path(world)) ?? route
    const [address = ''] = path.split('?')
    await expectRefused(world, 'POST', name === 'default' ? address : `${address}?/${name}`)
  })
})

test('pages without actions and unknown addresses answer 403, too', async () => {
  const world = await createWorld(forum, 'admin', 0)
  for (const url of ['/', '/no-such-page', '/api/v1/no-such-endpoint'])
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const)
      await expectRefused(world, method, url)
  expect(everyPageRow.length).toBeGreaterThan(20)
})

test('a token needs no Origin: no browser adds one by itself', async () => {
  const owner = await forum.user()
  const made = await owner.post('/tokens', { name: 'Bot', scopes: ['read', 'write'], days: 1 })
  const headers = { host: new URL(forum.origin).host, authorization: `Bearer ${made.body.secret}` }
  const url = '/api/v1/me'
  const payload = { timeZone: 'Asia/Taipei' }
  expect((await forum.app.inject({ method: 'PATCH', url, headers, payload })).statusCode).toBe(200)
})

test('exempt endpoints are listed, and prove the sender otherwise', async () => {
  const declared = everyEndpoint.filter(([, { withoutOrigin }]) => withoutOrigin !== undefined)
  expect(declared.map(([name]) => name)).toEqual(Object.keys(exempt))
  for (const name of Object.keys(exempt)) {
    const endpoint = unsafe.find(([one]) => one === name)?.[1]
    const url = `/api/v1${addressOf(endpoint ?? { path: '' }, { query: { token: 'forged' } })}`
    const headers = { host: new URL(forum.origin).host }
    const { statusCode } = await forum.app.inject({ method: 'POST', url, headers })
    expect(statusCode).toBeGreaterThanOrEqual(400)
  }
})
