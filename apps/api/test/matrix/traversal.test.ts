import { describe, expect, test } from 'vitest'
import { limits } from '@stoa/core/schema'
import { startForum } from '../forum.ts'
import { closedToAll, rightCall } from './allowed.ts'
import { endpointNamed, send } from './calling.ts'
import { pick, tried } from './fuzzing.ts'
import { everyPageRow, frame, type PageRow } from './pages.ts'
import { openWire } from './raw.ts'
import { addressOf, everyEndpoint } from './rows.ts'
import { calledDuring } from './watching.ts'
import { createWorld, sharedCategory } from './world.ts'

const forum = startForum({ web: true, loopback: true })
const ask = openWire(forum)

/** Replacements of a valid segment, as written in the address. */
const payloads: ((value: string) => string)[] = [
  () => '..',
  () => '%2e%2e',
  () => '.%2e',
  () => '%252e%252e',
  (value) => `..%2f${value}`,
  (value) => `${value}%2f..`,
  (value) => `${value}%2f..%2f${value}`,
  (value) => `..%252f${value}`,
  () => '..%2f..%2f..%2fapi%2fv1%2fme',
  (value) => `${value}\\..\\${value}`,
  () => '\\..\\notifications',
  (value) => `${value}%5c..`,
  (value) => `${value}%3fpage=2`,
  (value) => `%3f${value}`,
  (value) => `${value}%23p2`,
  (value) => `%23${value}`,
  (value) => `${value}%00`,
  (value) => `${value}%0d%0aset-cookie:x=1`,
  (value) => `${value}%zz`
]

const isAllowed = (segment: string, { characters = '' }: PageRow) =>
  [...segment.matchAll(/%([0-9a-f]{2})/gi)].every(([, code]) =>
    characters.includes(String.fromCharCode(parseInt(code ?? '', 16)))
  ) && /^(%..|[\w-])+$/.test(segment)

/** Addresses with one dynamic segment replaced. */
function twisted(route: string, path: string): { address: string; segment: string }[] {
  const [names, values] = [route.split('/'), path.split('/')]
  return names.flatMap((name, at) =>
    /^[[:]/.test(name)
      ? pick(payloads, `${route} ${name}`).map((payload) => {
          const segment = payload(values[at] ?? '')
          return { segment, address: values.with(at, segment).join('/') }
        })
      : []
  )
}

const dynamicPages = everyPageRow.filter(([route]) => route.includes('['))

describe('a page with a tampered segment is not found and reads nothing', () => {
  test.each(dynamicPages)('%s', async (route, row) => {
    const world = await createWorld(forum, row.reader, await sharedCategory(forum))
    const { headers } = world.caller
    for (const { address, segment } of twisted(route, await row.path(world))) {
      let status = 0
      const called = await calledDuring(async () => {
        status = (await ask({ path: address, headers })).status
      })
      const own = isAllowed(segment, row) ? row.calls : []
      expect([400, own.length > 0 ? 200 : 404, 404], tried(address)).toContain(status)
      expect(
        called.filter((name) => ![...frame, ...own].includes(name)),
        tried(address)
      ).toEqual([])
    }
  })
})

const namesAnybody = (name: string) => name === 'accounts.endSessionsOfIdentity'

const withParams = everyEndpoint.filter(([, { path }]) => path.includes(':'))

describe('an endpoint with a tampered segment is not found, and no other is reached', () => {
  test.each(withParams)('%s', async (name, { method, path, fileBytes }) => {
    const { world, call } = await rightCall(forum, name)
    const { headers } = world.caller
    const right = addressOf(endpointNamed(name), { params: call.params })
    const body = call.body && JSON.stringify(call.body)
    const json: Record<string, string> = body ? { 'content-type': 'application/json' } : {}
    for (const { address } of twisted(path, right)) {
      let status = 0
      // Some endpoints limit requests to fewer than the test sends.
      await forum.connection.db.delete(limits)
      const called = await calledDuring(async () => {
        const asked = { method, path: `/api/v1${address}`, headers: { ...headers, ...json }, body }
        status = (await ask(asked)).status
      })
      // Uploads are refused first for what is no form. Any text may name somebody at a provider.
      const others = [...(fileBytes ? [406] : []), ...(namesAnybody(name) ? [204] : [])]
      expect([400, 404, ...others], tried(address)).toContain(status)
      expect(
        called.filter((other) => other !== name),
        tried(address)
      ).toEqual([])
    }
    // Nothing above failed for another reason: the same call with the right address is allowed.
    const { status, text } = await send(forum, world.caller, name, call)
    expect(status < 400, text).toBe(!closedToAll.includes(name))
  })
})

test('no path traversal from pages reaches the API', async () => {
  const { headers } = await forum.user()
  for (const path of [
    '/t/../api/v1/me',
    '/t/%2e%2e/api/v1/me',
    '/x/..%2fapi/v1/me',
    '/x\\..\\api\\v1\\me',
    '//api/v1/me',
    '/api%2fv1%2fme',
    '/./api/v1/me'
  ])
    expect((await ask({ path, headers })).status, path).toBe(404)
})
