import { beforeAll, expect, test } from 'vitest'
import { settleApprovals } from '@stoa/accounts/approvals'
import { addTrusted, invalidateTrustLists, findOutside } from '@stoa/safety'
import { startForum, type Client } from '../forum.ts'
import { announce, announcer, draft, publish, revisionOf } from './writing.ts'
import { innocentNotices, leadingNotices } from './notices.ts'

const forum = startForum({ origin: 'http://forum.harbor.example' })

beforeAll(async () => {
  for (const [kind, value] of [
    ['domain', 'harbor.example'],
    ['email', 'help@harbor.example'],
    ['phone', '+86 10 6552 9988'],
    ['account', 'Telegram @HarborNews']
  ] as const)
    await addTrusted(forum.context(), { kind, value })
  forum.advance(25 * 3600_000)
  await settleApprovals(forum.context())
  invalidateTrustLists(forum.ports)
})

/** Passages of a text that lead out of the organisation. */
async function wordsIn(text: string): Promise<string[]> {
  const found = await findOutside(forum.context(), text)
  return found.map(({ start, end }) => text.slice(start, end))
}

test('there are sixty notices without outside passages, in both languages', () => {
  expect(innocentNotices.length).toBeGreaterThanOrEqual(60)
})

test.each(innocentNotices)('has no outside passage: %s', async (text) => {
  expect(await wordsIn(text)).toEqual([])
})

test.each(leadingNotices)('has an outside passage: %s', async (text, word) => {
  expect(await wordsIn(text)).toEqual([word])
})

const written = (body: string) => ({
  translations: { en: { title: 'A notice for everybody', body } }
})

/** Publishes a draft with this text; returns its id and state. */
async function sent(author: Client, body: string, type = 'info') {
  const id = await draft(author, { type, ...written(body) })
  const { state } = (await publish(author, id)).body
  return { id, state }
}

/** Publishes an announcement without its outside passages. */
const sendWithout = async (client: Client, author: Client, id: number) =>
  client.post(`/announcements/${id}/publication/without-outside`, await revisionOf(author, id))

const sourceOf = async (author: Client, id: number) =>
  (await author.get(`/announcements/${id}/source`)).body

test.each([
  ['a bare host', 'Log in at harb0r-support.com today.'],
  ['a code span', 'Log in at `harb0r-support.com` today.'],
  ['entities and emphasis', 'Log in at harb*0*r-supp&#111;rt.com today.'],
  ['a link with other words', 'Log in [here](https://harb0r-support.com/) today.'],
  ['a phone number', 'Call 138 0013 8000 today.'],
  ['a handle', 'Write to @harbor_support_desk today.']
])('an incident that names %s waits, whoever wrote it', async (_, body) => {
  const { state } = await sent(await announcer(forum), body, 'incident')
  expect(state).toBe('awaiting')
})

test('an incident that names only official places is published by one person', async () => {
  const body = 'See status.harbor.example, or write to help@harbor.example.'
  expect((await sent(await announcer(forum), body, 'incident')).state).toBe('published')
})

test('the writer sees the outside passages and publishes without them', async () => {
  const author = await announcer(forum)
  const { id } = await sent(
    author,
    'We are back. Help: [here](https://harb0r.com/x) or harb0r.com.'
  )
  const { outside, mayClean } = await sourceOf(author, id)
  expect([outside, mayClean]).toEqual([['harb0r.com', 'https://harb0r.com/x'], true])
  const stranger = await forum.user({ role: 'staff' })
  expect((await sendWithout(stranger, author, id)).status).toBe(403)
  expect((await sendWithout(author, author, id)).body).toEqual({ state: 'published' })
  const { text } = await forum.guest.get(`/announcements/${id}`)
  expect([text.includes('harb0r'), text.includes('We are back. Help: here or .')]).toEqual([
    false,
    true
  ])
  expect((await sendWithout(author, author, id)).body.code).toBe('announcement_not_draft')
})

test('passages woven into a sentence are not removed automatically', async () => {
  const author = await announcer(forum)
  const { id } = await sent(author, 'Log in at harb0r-support&#46;com today.')
  const { status, body } = await sendWithout(author, author, id)
  expect([status, body.code]).toEqual([409, 'announcement_words_left'])
  expect((await forum.guest.get(`/announcements/${id}`)).status).toBe(404)
})

test('a risk warning waits for a second person even without them', async () => {
  const author = await announcer(forum)
  const { id } = await sent(author, 'Beware of harb0r.com, which imitates us.', 'risk')
  expect(await sourceOf(author, id)).toMatchObject({ outside: ['harb0r.com'], mayClean: false })
  expect((await sendWithout(author, author, id)).status).toBe(409)
})

test('an update with outside passages waits, and can be published without them', async () => {
  const author = await announcer(forum)
  const id = await announce(author, { type: 'incident' })
  const update = { phase: 'identified', translations: { en: 'Found. Call 138 0013 8000.' } }
  const said = (await author.post(`/announcements/${id}/updates`, update)).body
  expect(said).toEqual({ id: null, outside: ['138 0013 8000'] })
  const [proposal] = (await author.get(`/announcements/${id}`)).body.proposals
  const path = `/announcements/${id}/proposals/${proposal.id}/publication`
  const read = { revision: proposal.snapshot.revision }
  expect((await author.post(path, { revision: 99 })).status).toBe(409)
  expect((await author.post(path, read)).status).toBe(204)
  const { updates } = (await forum.guest.get(`/announcements/${id}`)).body
  expect(updates[0].html).toContain('Found. Call .')
  expect((await author.post(path, read)).status).toBe(404)
})
