import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { m } from '@stoa/messages'
import { startExperiment, type Experiment, type Restart } from '../../bench/restarts/experiment.ts'
import { openScene, type Scene } from '../../bench/restarts/scene.ts'
import { freePort } from './server.ts'

let scene: Scene
let experiment: Experiment

beforeAll(async () => {
  const settings = { LOG_LEVEL: 'warn' }
  const port = await freePort()
  scene = await openScene({ roles: ['all'], place: 'external', port, settings })
  experiment = await startExperiment(scene)
})

afterAll(() => scene.close())

/**
 * Expects that cached pages kept working and all other requests were answered or refused with a
 * message.
 */
function expectWords({ survived, keptFailed, others, readiness }: Restart) {
  expect([survived, keptFailed]).toEqual([true, 0])
  expect(readiness).toContain(503)
  const refused = others.filter(({ status }) => status === 503)
  expect(refused.length).toBeGreaterThan(0)
  expect(others.filter(({ status }) => ![200, 201, 503].includes(status))).toEqual([])
  expect(refused.filter(({ headers }) => headers.get('retry-after') !== '2')).toEqual([])
  const texts = refused.map(({ text }) => text).join()
  for (const locale of ['en', 'zh-CN'] as const)
    expect(texts).toContain(m.problem_temporarily_unavailable({}, { locale }))
}

for (const way of ['fast', 'immediate', 'kill'] as const)
  test(`a restart of PostgreSQL under load (${way}) ends no node`, async () => {
    expectWords(await experiment.restart(way))
  })

test('after all restarts nothing acknowledged is lost, done twice or left undone', async () => {
  const { acknowledged, ...failures } = await experiment.finish()
  expect(acknowledged).toBeGreaterThan(0)
  expect(failures).toEqual({ lost: 0, twice: 0, undone: 0 })
  expect(scene.nodes.map((node) => node.errors())).toEqual([''])
})

/** Sends a form of a page as a member of the scene. */
function sendForm(path: string, fields: URLSearchParams) {
  const headers = { accept: 'text/html', origin: scene.origin, cookie: scene.cookies[40] ?? '' }
  const form = { method: 'POST', redirect: 'manual', headers, body: fields } as const
  return fetch(`${scene.origin}${path}`, form)
}

test('the error page for a reply has a button that sends it again', async () => {
  const typed = 'A reply & a "quote",\r\nin two lines'
  let page = ''
  await scene.restart('fast', async () => {
    const refused = await sendForm('/t/1?/reply', new URLSearchParams({ body: typed }))
    expect(refused.status).toBe(503)
    expect(refused.headers.get('cache-control')).toBe('private, no-store')
    page = await refused.text()
  })
  expect(page).toContain('<form method="post" action="/t/1?/reply">')
  const value = /name="body" value="([^"]*)"/.exec(page)?.[1] ?? ''
  expect(unescaped(value)).toBe(typed)
  const again = () => sendForm('/t/1?/reply', new URLSearchParams({ body: typed }))
  await vi.waitFor(async () => expect((await again()).status).toBe(303), 20_000)
})

test('the log says once that an outage began, once that it ended, and no stack', async () => {
  const before = scene.nodes[0]?.log().length ?? 0
  const sent: Promise<unknown>[] = []
  await scene.restart('fast', async () => {
    for (const path of ['/', '/t/1', '/api/v1/threads', '/t/1?/reply', '/api/v1/drafts'])
      sent.push(sendForm(path, new URLSearchParams({ body: 'Hello' })), fetch(scene.origin + path))
    await sleep(4000)
  })
  await Promise.allSettled(sent)
  await vi.waitFor(
    async () => expect((await fetch(`${scene.origin}/readyz`)).status).toBe(200),
    9000
  )
  await sleep(2000)
  const lines = scene.nodes.flatMap((node) => node.log().slice(before))
  expect(lines.filter(({ level }) => level > 40)).toEqual([])
  expect(JSON.stringify(lines)).not.toContain('stack')
  expect(lines.map(({ msg }) => msg)).toEqual([
    'the database cannot be reached',
    'the database can be reached again'
  ])
})

const unescaped = (html: string) => html.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
