import { limits } from '@stoa/core/schema'
import { beforeAll, describe, expect, test } from 'vitest'
import { startForum, type Client, type TestAnswer } from '../forum.ts'
import { sendFile } from '../uploads/sending.ts'
import { expectNoForeignAddress } from './foreign-addresses.ts'
import { isWhole, pick, tried } from './fuzzing.ts'
import { hostileCursors, hostileTexts } from './hostile-values.ts'
import { dangersIn } from './html.ts'
import { everyPageRow, pages } from './pages.ts'
import { formActions } from './page-routes.ts'
import { createWorld, sharedCategory, type World } from './world.ts'

const forum = startForum({ web: true, loopback: true })
const texts = Object.values(hostileTexts).filter((text) => text.length < 8_000)
const attribute = hostileTexts['attribute'] ?? ''
/** The few texts worth rendering a page each; the endpoints are tested with all. */
const revealing = ['attribute', 'a line of a mail', 'NUL', 'another site', 'prototype'].map(
  (name) => hostileTexts[name] ?? ''
)

/** In an ordinary run: one that is accepted everywhere, and a third of the others. */
const published = isWhole ? texts : [attribute, ...pick(texts, 'published')]

/** A page may refuse, but must not fail, run scripts, or link to what was injected. */
function expectHarmless({ status, headers, text }: TestAnswer, sent: string) {
  const what = tried(sent)
  expect(status, what).toBeLessThan(500)
  const policy = String(headers['content-security-policy'])
  expect(dangersIn(text, policy), what).toEqual([])
  // Those for hydration are removed, and none comes from what was typed.
  expect(text, what).not.toContain('<!--')
  const location = String(headers.location ?? '/')
  // To a provider of sign-in leads only the address that it publishes itself.
  const isToProvider = /^\/(?:sign-in|prove)\/with\/[^/?]+(?:\?|$)/.test(sent) && status === 302
  if (!isToProvider) expect(location, what).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/)
}

async function expectHarmlessPage(client: Client, url: string) {
  const asked = { method: 'GET', url, headers: { accept: 'text/html' } } as const
  const answer = await client.inject(asked)
  expectHarmless(answer, url)
  await expectNoForeignAddress(forum, answer.text, client)
}

let author: Client
let addresses: string[]

/** Submits a text wherever it is accepted; returns the pages that show it. */
async function publish(text: string, categoryId: number): Promise<string[]> {
  const admin = await forum.user({ role: 'admin' })
  await admin.patch('/me', { bio: text })
  const name = { en: text, 'zh-CN': text, 'zh-TW': text }
  const slug = `hostile-${Math.random().toString(36).slice(2)}`
  await admin.post('/categories', { slug, name, description: name })
  const titled = { categoryId, title: `${text} title`, body: text, tags: [text] }
  const created = await author.post('/threads', titled)
  const plain = { ...titled, title: 'A title without a trick', tags: [] }
  const { body: asked } = created.status === 201 ? created : await author.post('/threads', plain)
  await author.put('/drafts/ask', { title: text, body: text, tags: [text] })
  await author.patch('/me', { bio: text })
  await author.post('/tokens', { name: text, scopes: ['read'], days: 1 })
  const { body: file } = await sendFile(author, text, Buffer.from(text))
  if (!asked.id) return [`/u/${admin.username}`, `/c/${slug}`]
  await admin.post(`/threads/${asked.id}/posts`, {
    body: `> ${text}\n\n${text} ${file.markdown ?? ''}`
  })
  await author.patch(`/posts/${asked.postId}`, { body: `${text} edited`, reason: text })
  await author.put(`/posts/${asked.postId}/bookmark`)
  await author.post(`/users/${admin.username}/reports`, { reason: 'other', note: text })
  return [`/u/${admin.username}`, `/c/${slug}`, `/t/${asked.id}`, `/t/${asked.id}/feed.xml`]
}

beforeAll(async () => {
  author = await forum.user({ trust: 'trusted' })
  const categoryId = await forum.category({ slug: 'hostile' })
  const made: string[] = []
  for (const text of published) {
    await forum.connection.db.delete(limits)
    made.push(...(await publish(text, categoryId)))
  }
  await forum.settle()
  const world = await createWorld(forum, 'member', categoryId)
  const others = await Promise.all(everyPageRow.map(([, row]) => row.path(world)))
  addresses = [...made, ...others, '/c/hostile', '/c/hostile/feed.xml', '/feed.xml', '/sitemap.xml']
})

test('hostile texts were accepted somewhere', () => {
  const threads = addresses.filter((url) => url.startsWith('/t/'))
  expect(threads.length).toBeGreaterThanOrEqual(published.length)
})

describe('user input is shown as text everywhere', () => {
  test('to its author', async () => {
    for (const url of addresses) await expectHarmlessPage(author, url)
  })

  test('to guests, also from the cache', async () => {
    for (const url of [...addresses, ...addresses.slice(0, 40)])
      await expectHarmlessPage(forum.guest, url)
  })

  test('to admins, who see the most', async () => {
    const admin = await forum.user({ role: 'admin' })
    for (const url of addresses) await expectHarmlessPage(admin, url)
  })
})

/** All parameters that pages read, and some that none reads. */
const parameters = [
  ...['q', 'page', 'cursor', 'sort', 'kind', 'tag', 'category', 'author', 'language', 'in'],
  ...['after', 'before', 'solved', 'closed', 'official', 'following', 'unread', 'lang', 'next'],
  ...['token', 'title', 'saved', 'sent', 'version', 'x-sveltekit-invalidated', '__proto__', 'x']
]

/** A lone surrogate cannot be encoded in an address. */
const encoded = (text: string) => encodeURIComponent(text.toWellFormed())

/** Parameters that pages read one by one. */
const single = ['q', 'page', 'lang', 'next', 'token', 'title', 'version', 'sort', 'tag']

describe('no parameter of a page causes a bug', () => {
  test.each(everyPageRow)('%s', async (route, row) => {
    const world = await createWorld(forum, row.reader, await sharedCategory(forum))
    const [address = ''] = (await row.path(world)).split('?')
    const together = revealing.map((text) =>
      parameters.map((name) => `${name}=${encoded(text)}`).join('&')
    )
    const alone = single.map((name) => `${name}=${encoded(attribute)}`)
    const cursors = hostileCursors.slice(0, 6).map((cursor) => `cursor=${cursor}`)
    const queries = [...together, ...alone, ...cursors, `/${encoded(attribute)}`]
    for (const query of pick(queries, route))
      await expectHarmlessPage(world.caller, `${address}?${query}`)
  })
})

/** All fields of all forms. */
const fields = [
  ...['username', 'email', 'login', 'password', 'current', 'code', 'token', 'secret', 'qr', 'key'],
  ...['title', 'body', 'tags', 'categoryId', 'kind', 'language', 'postId', 'replyTo', 'id', 'bio'],
  ...['locale', 'timeZone', 'reason', 'note', 'name', 'days', 'read', 'write', 'admin', 'reply'],
  ...['next', 'text', 'outcome', 'scope', 'until', 'slug', 'role', 'level', 'into', 'file']
]

function submit({ caller }: World, url: string, payload: string, headers: object = {}) {
  const form = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }
  return caller.inject({ method: 'POST', url, payload, headers: { ...form, ...headers } })
}

const actions = (await formActions()).flatMap(([route, names]) =>
  names.map((name): [string, string] => [route, name])
)

describe('no field of a form causes a bug, nor does a body that is no form', () => {
  test.each(actions)('%s %s', async (route, name) => {
    const world = await createWorld(forum, 'member', await sharedCategory(forum))
    const [address = ''] = ((await pages[route]?.path(world)) ?? route).split('?')
    const url = name === 'default' ? address : `${address}?/${name}`
    const filled = revealing.map((text) => fields.map((one) => `${one}=${encoded(text)}`).join('&'))
    await forum.connection.db.delete(limits)
    const forms = [...filled, '', '%zz=%zz', 'body=1&body=2', 'x'.repeat(300_000)]
    for (const payload of pick(forms, url))
      expectHarmless(await submit(world, url, payload), payload)
    for (const type of pick(['text/plain', 'multipart/form-data'], url))
      expectHarmless(await submit(world, url, '{"body":"x"}', { 'content-type': type }), type)
  })
})

const away = [
  '//evil.test',
  '/\\evil.test',
  '\\\\evil.test',
  '%09//evil.test',
  '/%09/evil.test',
  'https://evil.test',
  'javascript:alert(1)',
  '/x/..//evil.test',
  '/%0d%0aset-cookie:a=b',
  '@evil.test',
  '/c/充值?q=é',
  '/.evil.test/../..//evil.test'
]

test.each(away)('next=%s stays on this site', async (next) => {
  const member = await forum.user()
  for (const page of ['/sign-in', '/sign-up', '/verify-email'])
    for (const value of [next, encodeURIComponent(next)]) {
      const { headers } = await member.inject({ method: 'GET', url: `${page}?next=${value}` })
      const { host } = new URL(String(headers.location), forum.origin)
      expect([value, host]).toEqual([value, new URL(forum.origin).host])
      expect(headers.location).toMatch(/^\/(?![/\\])[!-~]*$/)
    }
})
