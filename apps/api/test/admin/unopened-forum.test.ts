import { beforeAll, expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { join, secretIn, someAddress } from '../accounts/joining.ts'
import { lastMailTo } from '../accounts/mailbox.ts'
import { protect } from '../accounts/protecting.ts'
import { confirmMail } from '../opening.ts'
import { createThread } from '../posting.ts'
import { nameForum } from './naming.ts'

const forum = startForum({ web: true, opened: false })
let admin: Client
let member: Client
let volunteer: Client
let threadId: number

beforeAll(async () => {
  await nameForum(forum, 'Harbour desk')
  await confirmMail(forum)
  admin = await forum.user({ role: 'admin' })
  member = await forum.user()
  volunteer = await forum.user({ role: 'volunteer' })
  threadId = (await createThread(admin, await forum.category())).id
})

const closed = (answer: { status: number; body: { code: string } }) => [
  answer.status,
  answer.body.code
]
const page = (client: Client, url: string) => client.inject({ method: 'GET', url })

test('guests and members read nothing, the team everything', async () => {
  const paths = [
    ...[`/threads/${threadId}`, '/threads', '/search?q=deposit', '/announcements'],
    ...[`/users/${member.username}`, '/moderation/log', `/live?topics=thread:${threadId}`]
  ]
  for (const path of paths)
    for (const client of [forum.guest, member])
      expect(closed(await client.get(path)), path).toEqual([403, 'forum_not_opened'])
  for (const path of paths.slice(0, -1)) expect((await volunteer.get(path)).status, path).toBe(200)
  expect((await forum.guest.get('/categories')).body.items).toEqual([])
  expect(closed(await member.get('/users?q=user'))).toEqual([403, 'forum_not_opened'])
})

test('feeds, calendar and sitemap obey', async () => {
  const urls = ['/feed.xml', `/t/${threadId}/feed.xml`, '/sitemap.xml', '/sitemap/threads/0.xml']
  const ofAnnouncements = ['feed.xml', 'feed.json', 'maintenance.ics']
  for (const url of [...urls, ...ofAnnouncements.map((name) => `/announcements/${name}`)])
    expect((await page(forum.guest, url)).status, url).toBe(403)
})

test('a page says that the forum is not open yet, with its name', async () => {
  for (const client of [forum.guest, member]) {
    const { status, text } = await page(client, `/t/${threadId}`)
    expect([status, text.includes('This forum isn’t open yet')]).toEqual([403, true])
    expect(text).toContain('Harbour desk is being set up')
  }
  expect((await page(forum.guest, '/')).text).toContain('href="/sign-in?next=%2F"')
})

test('what leads in and what is official stays public', async () => {
  const urls = ['/sign-in', '/sign-up', '/setup', '/terms', '/privacy', '/verify', '/contact']
  const files = [
    '/.well-known/jwks.json',
    '/manifest.webmanifest',
    '/robots.txt',
    '/icon.svg',
    '/icon-180.png'
  ]
  for (const url of [...urls, ...files])
    expect((await page(forum.guest, url)).status, url).toBe(200)
  expect((await forum.guest.get('/official?q=forum.example')).status).toBe(200)
})

test('pages link to none that refuses their reader', async () => {
  const linked = async (client: Client) => {
    const { text } = await page(client, '/terms')
    const frame = text.replace(/<main[\s\S]*<\/main>|<header[\s\S]*<\/header>/g, '')
    return [...frame.matchAll(/<a [^>]*href="(\/[^"#?]*)/g)].map(([, url = '']) => url)
  }
  for (const client of [forum.guest, member]) {
    const urls = new Set(await linked(client))
    expect(urls).toContain('/verify')
    for (const url of urls) expect((await page(client, url)).status, url).toBe(200)
  }
  expect(await linked(volunteer)).toEqual(expect.arrayContaining(['/', '/announcements']))
})

test('nobody joins without an invitation', async () => {
  const refused = await join(forum, { email: someAddress() })
  expect(refused.answer).toEqual([403, 'sign_up_by_invitation'])
  expect((await page(forum.guest, '/sign-up')).text).not.toContain('name="password"')
})

test('an invited colleague has the role at once, and nothing is left pending', async () => {
  const email = someAddress()
  await admin.post('/role-invitations', { email, role: 'staff' })
  const invitation = secretIn((await lastMailTo(forum, email)).text)
  const { browser, username } = await join(forum, { email, invitation })
  const { code } = await lastMailTo(forum, email)
  await browser.post('/accounts/verification', { code })
  await browser.put('/role-invitations/acceptance', { token: invitation })
  await protect(forum, browser)
  expect((await admin.get(`/users/${username}`)).body.role).toBe('staff')
  expect((await admin.get('/approvals')).body.items).toEqual([])
})

test('the official list needs no second admin', async () => {
  const verdict = async () =>
    (await forum.guest.get('/official?q=harbour.example')).body.verdict as string
  const { body } = await admin.post('/trust-list', { kind: 'domain', value: 'harbour.example' })
  expect(await verdict()).toBe('official')
  await admin.delete(`/trust-list/${body.id}`)
  expect(await verdict()).not.toBe('official')
})

test('all this ends with the opening', async () => {
  expect((await admin.post('/admin/setup/opening')).status).toBe(204)
  expect((await forum.guest.get(`/threads/${threadId}`)).status).toBe(200)
  expect((await page(forum.guest, '/feed.xml')).status).toBe(200)
  const { body } = await admin.put(`/users/${member.username}/role`, { role: 'admin' })
  expect(body.waiting).toEqual(['admin'])
})
