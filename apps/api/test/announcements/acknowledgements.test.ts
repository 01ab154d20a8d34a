import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { announce, announcer, draft, words } from './writing.ts'

const forum = startForum({ web: true })
const asking = { severity: 'critical', asksAcknowledgement: true }
const confirm = (client: Client, id: number) => client.put(`/announcements/${id}/acknowledgement`)
const acknowledgement = async (client: Client, id: number) =>
  (await client.get(`/announcements/${id}`)).body.acknowledgement
const bannersOf = async (client: Client): Promise<number[]> =>
  (await client.get('/me')).body.banners.map((banner: { id: number }) => banner.id)

test('a member confirms once, and only their banner goes', async () => {
  const id = await announce(await announcer(forum), asking)
  const [reader, other] = [await forum.user(), await forum.user()]
  expect(await bannersOf(reader)).toContain(id)
  const answers = await Promise.all([confirm(reader, id), confirm(reader, id)])
  expect(answers.map(({ status }) => status)).toEqual([204, 204])
  expect(await acknowledgement(reader, id)).toEqual({ acknowledged: true, share: null })
  expect(await bannersOf(reader)).not.toContain(id)
  expect(await bannersOf(other)).toContain(id)
})

test('staff see the share of active members; each member counts once', async () => {
  const author = await announcer(forum)
  const id = await announce(author, asking)
  const before = (await acknowledgement(author, id)).share
  for (const reader of [await forum.user(), await forum.user()]) {
    await confirm(reader, id)
    await confirm(reader, id)
  }
  const { acknowledged, active } = (await acknowledgement(author, id)).share
  expect([before.acknowledged, acknowledged]).toEqual([0, 2])
  expect(active).toBeGreaterThanOrEqual(2)
})

test('nothing is recorded for guests, who keep the banner', async () => {
  const id = await announce(await announcer(forum), asking)
  expect((await confirm(forum.guest, id)).status).toBe(401)
  expect(await acknowledgement(forum.guest, id)).toEqual({ acknowledged: false, share: null })
  expect(await bannersOf(forum.guest)).toContain(id)
})

test('only risk warnings and critical announcements may ask', async () => {
  const author = await announcer(forum)
  const input = { type: 'info', translations: words, asksAcknowledgement: true }
  const refused = await author.post('/announcements', { ...input, severity: 'important' })
  expect([refused.status, refused.body.errors[0].path]).toEqual([422, 'asksAcknowledgement'])
  expect(await draft(author, { type: 'risk', asksAcknowledgement: true })).toEqual(
    expect.any(Number)
  )
})

test('what does not ask is not confirmed, and a draft does not exist', async () => {
  const [author, reader] = [await announcer(forum), await forum.user()]
  const refused = await confirm(reader, await announce(author))
  expect([refused.status, refused.body.code]).toEqual([409, 'acknowledgement_not_asked'])
  expect((await confirm(reader, await draft(author, asking))).status).toBe(404)
})

test('the data export has what its user confirmed and follows, nothing of others', async () => {
  const id = await announce(await announcer(forum), asking)
  const [reader, other] = [await forum.user(), await forum.user()]
  await confirm(reader, id)
  await reader.put('/announcements/followed-types/risk')
  const exported = async (client: Client) => (await client.get('/me/export')).body.announcements
  const createdAt = expect.any(String)
  expect(await exported(reader)).toEqual({
    acknowledgements: [{ announcementId: id, createdAt }],
    followedTypes: [{ type: 'risk', createdAt }]
  })
  expect(await exported(other)).toEqual({ acknowledgements: [], followedTypes: [] })
})

test('the strip leads to the text, below which a member confirms', async () => {
  const id = await announce(await announcer(forum), asking)
  const reader = await forum.user()
  const { banners } = (await reader.get('/me')).body
  const { url } = banners.find((one: { id: number }) => one.id === id)
  const pageAt = async (client: Client, url: string) =>
    (await client.inject({ url, headers: { accept: 'text/html' } })).text
  const strip = await pageAt(reader, '/')
  expect(strip).toMatch(new RegExp(`<a class="button[^>]*href="${url}"[^>]*>Read and confirm`))
  expect(strip).not.toContain('I have read this')
  expect(await pageAt(reader, url)).toContain('I have read this')
  expect(await pageAt(forum.guest, '/')).not.toContain('Read and confirm')
})
