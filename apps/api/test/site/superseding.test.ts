import { beforeEach, expect, test } from 'vitest'
import { createThread, reply } from '../posting.ts'
import { startForum, type Client } from '../forum.ts'
import { sentMails } from '../mails.ts'
import { publish, save } from './publishing.ts'

const forum = startForum()

const day = 24 * 3600_000
const inDays = (days: number) => new Date(Date.parse(forum.now()) + days * day).toISOString()

let writer: Client
let other: Client

beforeEach(async () => {
  writer = await forum.user({ role: 'admin' })
  other = await forum.user({ role: 'admin' })
})

/** Publishes a version that takes effect in some days; returns its number. */
async function schedule(slug: string, days: number): Promise<number> {
  await save(writer, slug, { effectiveAt: inDays(days), body: `Kind for ${days} days.` })
  expect((await publish(other, slug)).status).toBe(204)
  return Math.max(...(await versions(slug)).map(({ number }) => number))
}

type Shown = { number: number; state: string }
const versions = async (slug: string): Promise<Shown[]> =>
  (await forum.guest.get(`/documents/${slug}/versions`)).body.items

const inForce = async (slug: string): Promise<number> =>
  (await forum.guest.get(`/documents/${slug}`)).body.version.number

test.each([
  ['an earlier', 'rules', 20],
  ['a later', 'privacy', 50]
])('a version with %s date stops the one that was scheduled before', async (_, slug, days) => {
  const first = await schedule(slug, 40)
  const second = await schedule(slug, days)
  expect((await forum.guest.get(`/documents/${slug}`)).body.next.number).toBe(second)
  expect((await versions(slug)).slice(0, 2)).toMatchObject([
    { number: second, state: 'scheduled' },
    { number: first, state: 'withdrawn' }
  ])
  forum.advance(41 * day)
  await forum.settle()
  expect(await inForce(slug)).toBe(days < 41 ? second : first - 1)
  forum.advance(20 * day)
  expect(await inForce(slug)).toBe(second)
  const { version, before } = (await forum.guest.get(`/documents/${slug}/versions/${second}`)).body
  expect([version.state, before.body]).not.toContain('Kind for 40 days.')
})

test('no member has to accept terms that a newer version has replaced', async () => {
  const member = await forum.user()
  const thread = await createThread(member, await forum.category())
  const stopped = await schedule('terms', 20)
  await schedule('terms', 60)
  const early = await member.post('/documents/terms/acceptance', { version: stopped })
  expect([early.status, early.body.code]).toEqual([409, 'document_not_in_force'])
  forum.advance(21 * day)
  expect((await reply(member, thread.id)).id).toBeGreaterThan(0)
})

test('mails about a version stop when one with another date replaces it', async () => {
  const stopped = await schedule('terms', 40)
  const second = await schedule('terms', 45)
  await forum.settle()
  const texts = (await sentMails(forum)).map(({ text }) => text ?? '')
  const about = (number: number) =>
    texts.filter((one) => one.includes(`/terms/history/${number}\n`))
  expect([about(stopped).length, about(second).length > 1]).toEqual([0, true])
  expect(about(second)[0]).toMatch(/It replaces the version that was announced for .+ \d{4}, which/)
  expect(about(second - 1).join()).not.toContain('It replaces')
})
