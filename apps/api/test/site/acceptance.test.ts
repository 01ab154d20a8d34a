import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { join, joinBy, someAddress } from '../accounts/joining.ts'
import { createThread, reply } from '../posting.ts'

const forum = startForum()

const day = 24 * 3600_000

/** Two admins publish a version of the terms that takes effect in 15 days; returns its number. */
async function publishTerms(given: object = {}): Promise<number> {
  const [writer, other] = [await forum.user({ role: 'admin' }), await forum.user({ role: 'admin' })]
  const { revision } = (await writer.get('/documents/terms/source')).body
  const effectiveAt = new Date(Date.parse(forum.now()) + 15 * day).toISOString()
  const texts = { en: { title: 'Terms', body: `Be kind, ${revision}.` } }
  const input = { texts, material: true, effectiveAt, revision, ...given }
  const saved = await writer.put('/documents/terms/draft', input)
  expect([saved.status, saved.body]).toEqual([204, ''])
  const waiting = (await other.get('/documents/terms/source')).body
  await other.post('/documents/terms/publication', { revision: waiting.revision })
  return (await forum.guest.get('/documents/terms/versions')).body.items[0].number
}

const post = (client: Client, threadId: number, headers?: Record<string, string>) =>
  client.post(`/threads/${threadId}/posts`, { body: 'It works for me since noon.' }, headers)

test('new terms ask before the next post or vote, and nothing else asks', async () => {
  const [asker, member] = [await forum.user(), await forum.user()]
  const thread = await createThread(asker, await forum.category())
  const version = await publishTerms()
  expect((await post(member, thread.id)).status).toBe(201)
  const { upcoming } = (await member.get('/me')).body
  expect(upcoming).toMatchObject([{ title: 'Terms', url: `/terms/history/${version}` }])
  forum.advance(15 * day)
  expect((await member.get('/me')).body.upcoming).toEqual([])
  const refused = await post(member, thread.id)
  expect([refused.status, refused.body.code, refused.body.version]).toEqual([
    ...[403, 'terms_not_accepted', version]
  ])
  expect((await member.put(`/posts/${thread.postId}/vote`)).body.code).toBe('terms_not_accepted')
  expect((await member.get(`/threads/${thread.id}`)).status).toBe(200)
  expect((await member.put(`/threads/${thread.id}/following`)).status).toBeLessThan(300)
  expect((await post(await forum.user({ role: 'staff' }), thread.id)).status).toBe(201)
  const accepted = { 'stoa-accept-terms': String(version) }
  expect((await post(member, thread.id, accepted)).status).toBe(201)
  expect((await member.put(`/posts/${thread.postId}/vote`)).status).toBe(200)
})

test('what a member accepted is in the export; an old version is not accepted', async () => {
  const member = await forum.user()
  const version = await publishTerms()
  const accept = (number: number) => member.post('/documents/terms/acceptance', { version: number })
  expect((await accept(version)).status).toBe(204)
  const { documents } = (await member.get('/me/export')).body
  expect(documents).toMatchObject([{ document: 'terms', version, language: 'en' }])
  forum.advance(16 * day)
  expect((await accept(version - 1)).body.code).toBe('document_not_in_force')
  expect((await accept(99_999)).status).toBe(404)
  const thread = await createThread(member, await forum.category())
  expect((await reply(member, thread.id)).id).toBeGreaterThan(0)
})

test('a correction of the terms asks nobody', async () => {
  const member = await forum.user()
  const current = (await forum.guest.get('/documents/terms')).body.version.number
  await member.post('/documents/terms/acceptance', { version: current })
  await publishTerms({ material: false, effectiveAt: undefined })
  const thread = await createThread(member, await forum.category())
  expect(thread.id).toBeGreaterThan(0)
})

test('terms that change within 14 days need a reason, which readers see', async () => {
  const admin = await forum.user({ role: 'admin' })
  const { revision } = (await admin.get('/documents/terms/source')).body
  const texts = { en: { title: 'Terms', body: 'A court decided.' } }
  const input = { texts, material: true, revision }
  const refused = await admin.put('/documents/terms/draft', input)
  expect([refused.status, refused.body.errors[0].path]).toEqual([422, 'shortNoticeReason'])
  const version = await publishTerms({
    effectiveAt: undefined,
    shortNoticeReason: 'A court decided so.'
  })
  const shown = (await forum.guest.get(`/documents/terms/versions/${version}`)).body
  expect(shown.version).toMatchObject({
    shortNoticeReason: 'A court decided so.',
    state: 'in_force'
  })
})

test('who signs up gets a row for each document', async () => {
  await joinBy(forum, { way: 'open' })
  const { status, username } = await join(forum, { email: someAddress() })
  expect(status).toBe(202)
  const rows = await forum.connection.sql<
    { slug: string; locale: string }[]
  >`select slug, locale from document_acceptances
    where user_id = (select id from users where username = ${username}) order by slug`
  expect(rows.map(({ slug, locale }) => [slug, locale])).toEqual([
    ['privacy', 'en'],
    ['terms', 'en']
  ])
})
