import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { users } from '@stoa/accounts/schema'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'
import { sendPageForm } from './sending-forms.ts'

const forum = startForum({ web: true })
const grounds = { reason: 'spam' }
const inDays = (days: number) =>
  new Date(Date.parse(forum.now()) + days * 24 * 3600_000).toISOString()

const pageFor = async (client: Client, url: string) =>
  (await client.inject({ method: 'GET', url, headers: { accept: 'text/html' } })).text

async function silenced(until?: string) {
  const [staff, member] = [await forum.user({ role: 'admin' }), await forum.user()]
  const path = `/users/${member.username}/sanctions`
  expect((await staff.post(path, { kind: 'silence', until, ...grounds })).status).toBe(201)
  return { staff, member }
}

test('a silenced member is not offered to ask, but told until when and why', async () => {
  const categoryId = await forum.category()
  const { member } = await silenced(inDays(3))
  const others = await forum.user()
  for (const url of ['/', '/search?q=nothing', '/verify', '/tickets/new']) {
    expect((await pageFor(member, url)).includes('href="/ask'), url).toBe(false)
    expect((await pageFor(others, url)).includes('href="/ask'), url).toBe(true)
  }
  const page = await pageFor(member, '/ask')
  for (const words of ['You’ve been silenced', 'silenced until', 'href="/decisions"'])
    expect(page).toContain(words)
  expect(page).not.toContain('name="title"')
  expect(await pageFor(others, '/ask')).toContain('name="title"')
  const fields = { title: 'Where is my deposit?', body: 'Since Monday.', categoryId }
  const typed = Object.entries(fields).map(([name, value]) => [name, String(value)])
  const refused = await sendPageForm(member, '/ask?/ask', typed)
  expect([refused.status, refused.text.includes(`value="${fields.title}"`)]).toEqual([403, true])
})

test('a silenced member may change language and time zone, but not the bio', async () => {
  const { member } = await silenced(inDays(3))
  const send = (bio: string) =>
    sendPageForm(member, '/settings?/profile', { bio, locale: 'zh-TW', timeZone: 'Asia/Taipei' })
  expect((await send('Buy my coins')).status).toBe(403)
  expect((await send('')).status).toBe(303)
  expect((await member.get('/me')).body).toMatchObject({ locale: 'zh-TW', bio: '' })
})

test('every page that tells when a sanction ends tells the time zone', async () => {
  const { staff, member } = await silenced(inDays(3))
  const [{ id }] = (await member.get('/me/decisions')).body.items
  const record = `/u/${member.username}/moderate`
  for (const [client, url] of [
    [member, '/'],
    [member, `/decisions/${id}`],
    [staff, record]
  ] as const)
    expect(await pageFor(client, url), url).toMatch(/20\d\d, \d\d:\d\d UTC/)
  await member.patch('/me', { timeZone: 'Asia/Taipei' })
  expect(await pageFor(member, '/')).toContain('GMT+8')
})

test('an endless sanction lasts until it is lifted, said once', async () => {
  const { staff, member } = await silenced()
  const page = await pageFor(staff, `/u/${member.username}/moderate`)
  expect(page).toContain('<span>Until it’s lifted</span>')
  expect(page).not.toContain('Until Until')
  const [{ id }] = (await member.get('/me/decisions')).body.items
  expect(await pageFor(member, `/decisions/${id}`)).toContain('A moderator lifts it')
})

test('the queue says what the undo of a sweep, and of a hiding without reports, did', async () => {
  const categoryId = await forum.category()
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const spammer = await forum.user({ trust: 'new' })
  const { postId } = await createThread(spammer, categoryId)
  await volunteer.post(`/posts/${postId}/hiding`, grounds)
  const [{ id: actionId }] = (await volunteer.get('/moderation/undoable')).body.items
  const undone = await sendPageForm(volunteer, '/moderation?/undo', { actionId: String(actionId) })
  expect(undone.text).toContain('Undone. Everything is as it was before your decision.')
  const { id } = (await volunteer.post(`/users/${spammer.username}/sweeps`, grounds)).body
  const fields = { sweepId: String(id), username: spammer.username }
  const { text } = await sendPageForm(volunteer, '/moderation?/undoSweep', fields)
  expect(text).toContain('the account is no longer silenced')
  for (const page of [undone.text, text]) expect(page).not.toContain('back in the queue')
})

test('the clean-up of a spammer says how many posts elsewhere go to the queue', async () => {
  const [here, elsewhere] = [await forum.category(), await forum.category()]
  const volunteer = await forum.user({ role: 'volunteer', moderates: [here] })
  const spammer = await forum.user()
  for (const categoryId of [here, elsewhere]) await createThread(spammer, categoryId)
  await forum.connection.db.update(users).set({ trust: 'new' }).where(eq(users.id, spammer.id))
  const url = `/u/${spammer.username}/sweep`
  expect(await pageFor(volunteer, url)).toContain('1 public post in a category that you don’t')
  const { revision } = (await volunteer.get(`/users/${spammer.username}/sweeps/preview`)).body
  const { text } = await sendPageForm(volunteer, `${url}?/sweep`, { ...grounds, revision })
  expect(text).toContain('1 post in a category that you don’t moderate went to')
})
