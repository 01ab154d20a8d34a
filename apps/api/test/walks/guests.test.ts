import { beforeAll, describe, expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { ask, reply } from '../posting.ts'
import { sendFile } from '../uploads/sending.ts'
import { everyPageRow, plainAddresses } from './pages.ts'
import { addressOf, everyEndpoint, rows } from './rows.ts'
import { createWorld, type World } from './world.ts'

/** Addresses whose answer tells of hidden things by design, and what about them. */
const exceptions: Record<string, string> = {
  '/api/v1/moderation/log': 'the public log says that something was hidden, and why, not what',
  '/moderation/log': 'the same as a page'
}

const forum = startForum({ web: true })
const word = 'zirconium'
const secret = 'palimpsest'
const addresses: string[] = []
const before = new Map<string, string>()
let board: { slug: string; id: number }
let people: { asker: Client; helper: Client; admin: Client }
let known: { id: number; postId: number }
/** Where what members post waits for approval, and a thread there that everybody sees. */
let approveFirst: number
let opened: number

/** As a guest, past the page cache: what is kept could not differ. */
async function asGuest(url: string): Promise<string> {
  const past = url.startsWith('/api') ? url : `${url}${url.includes('?') ? '&' : '?'}lang=en`
  const { status, text } = await forum.guest.inject({ method: 'GET', url: past })
  return `${status} ${comparable(text)}`
}

/** Without times, which move by themselves, and the keys of forms, which are new each time. */
const comparable = (text: string) =>
  text
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time')
    .replace(/<time.*?<\/time>/gs, 'time')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'key')

/** Every address that the rows ask for, about what is public. */
async function addressesOfRows(world: World): Promise<string[]> {
  const reads = everyEndpoint.filter(
    ([name, { method }]) => method === 'GET' && !rows[name]?.streams
  )
  const endpoints = reads.map(async ([name, endpoint]) => {
    const call = await rows[name]?.call(world)
    return `/api/v1${addressOf(endpoint, call ?? {})}`
  })
  const pages = everyPageRow.map(([, row]) => row.path(world))
  return Promise.all([...endpoints, ...pages])
}

/** Addresses by which a guest would try to learn of what is not shown. */
function curiousAddresses(): string[] {
  const { asker, helper } = people
  const words = [word, secret, `${word} ${secret}`, `"${secret}"`, 'zirc', secret.slice(0, 4)]
  const searches = words.flatMap((q) => [`q=${encodeURIComponent(q)}`])
  const filters = ['author=', 'tag=', 'category='].flatMap((name, at) =>
    [asker.username, secret, board.slug].slice(at, at + 1).map((value) => `${name}${value}`)
  )
  return [
    ...searches.flatMap((q) => [`/api/v1/search?${q}`, `/search?${q}`]),
    ...searches.map((q) => `/api/v1/search/suggestions?${q}`),
    ...searches.map((q) => `/api/v1/tags?${q.slice(0, 20)}`),
    ...words.map((title) => `/api/v1/threads/similar?title=${encodeURIComponent(title)}`),
    ...filters.flatMap((filter) => [
      `/api/v1/threads?${filter}`,
      `/api/v1/search?q=${word}&${filter}`
    ]),
    ...['latest', 'newest', 'unanswered', 'votes'].map(
      (sort) => `/api/v1/threads?sort=${sort}&language=all`
    ),
    ...[
      '/api/v1/categories',
      '/',
      `/c/${board.slug}`,
      `/c/${board.slug}/feed.xml`,
      '/tags/rare',
      `/tags/${secret}`
    ],
    ...[asker, helper].flatMap(({ username }) => [
      `/u/${username}`,
      `/api/v1/users/${username}`,
      `/api/v1/users/${username}/posts`
    ]),
    ...[known.id, opened].flatMap((id) => [
      `/t/${id}`,
      `/t/${id}/feed.xml`,
      `/api/v1/threads/${id}`,
      `/api/v1/threads/${id}/posts?after=0`,
      `/api/v1/threads/${id}/related`
    ]),
    ...plainAddresses
  ]
}

async function addPublicContent() {
  people = {
    asker: await forum.user(),
    helper: await forum.user(),
    admin: await forum.user({ role: 'admin' })
  }
  board = { slug: 'minerals', id: await forum.category({ slug: 'minerals' }) }
  const text = {
    title: `Deposits of ${word} do not arrive`,
    body: `Where is my ${word}?`,
    tags: ['rare']
  }
  known = await ask(people.asker, board.id, text)
  await ask(people.helper, board.id, { ...text, title: `How to withdraw ${word}` })
  await reply(people.helper, known.id, `The ${word} network is slow.`)
  approveFirst = await forum.category({ slug: 'approved', rule: 'approve_first' })
  opened = (await ask(people.admin, approveFirst, { ...text, title: `Ask about ${word}` })).id
  await forum.settle()
}

/** Everything that a guest may not know of, as much like what is public as can be. */
async function addHiddenContent() {
  const { asker, helper, admin } = people
  const text = {
    title: `Deposits of ${word} and ${secret}`,
    body: `Where is my ${word}? It is in the ${secret}.`,
    tags: ['rare', secret]
  }
  const staffOnly = await forum.category({ slug: 'staff-room', rule: 'staff_only' })
  const within = await forum.category({
    slug: 'staff-corner',
    rule: 'staff_only',
    parentId: board.id
  })
  for (const categoryId of [staffOnly, within])
    await reply(admin, (await ask(admin, categoryId, text)).id)
  await ask(asker, approveFirst, text)
  await reply(asker, opened, `${text.body} It waits for approval.`)
  const hidden = await ask(asker, board.id, text)
  await reply(helper, hidden.id, text.body)
  expect((await admin.post(`/posts/${hidden.postId}/hiding`, { reason: 'scam' })).status).toBe(204)
  const withdrawn = await ask(helper, board.id, text)
  expect((await helper.delete(`/threads/${withdrawn.id}`)).status).toBe(204)
  await asker.put('/drafts/ask', text)
  await sendFile(asker, `${secret}.txt`, Buffer.from(secret))
  await asker.post(`/posts/${known.postId}/reports`, { reason: 'spam', note: secret })
  await helper.post(`/users/${asker.username}/reports`, { reason: 'spam', note: secret })
  await helper.post(`/threads/${known.id}/following`, {})
  await forum.settle()
}

beforeAll(async () => {
  await addPublicContent()
  const world = await createWorld(forum, 'guest', board.id)
  const given = [...(await addressesOfRows(world)), ...curiousAddresses()]
  await forum.settle()
  addresses.push(...new Set(given.filter((url) => !(url in exceptions))))
  for (const url of addresses) before.set(url, await asGuest(url))
  await addHiddenContent()
}, 60_000)

test('what is hidden is there to be found: an admin sees it in many answers', async () => {
  const seen = await Promise.all(
    addresses.map(async (url) => (await people.admin.inject({ method: 'GET', url })).text)
  )
  expect(seen.filter((text) => text.includes(secret)).length).toBeGreaterThan(20)
})

describe('what a guest may not know of changes no byte of any answer', () => {
  test('of any endpoint, page, feed, list, count, suggestion or sitemap', async () => {
    expect(addresses.length).toBeGreaterThan(100)
    const after = new Map<string, string>()
    for (const url of addresses) after.set(url, await asGuest(url))
    const changed = addresses.filter((url) => after.get(url) !== before.get(url))
    expect(changed.map((url) => [url, after.get(url)])).toEqual(
      changed.map((url) => [url, before.get(url)])
    )
  })

  test('and none of its words stand anywhere', async () => {
    const asked = addresses.filter((url) => !url.includes(secret.slice(0, 4)))
    for (const url of [...asked, ...Object.keys(exceptions)])
      expect(await asGuest(url), url).not.toContain(secret)
  })

  test('not even to members who have no part in it', async () => {
    const stranger = await forum.user()
    for (const url of addresses.filter((one) => !one.includes(secret.slice(0, 4)))) {
      const { text } = await stranger.inject({ method: 'GET', url })
      expect(text, url).not.toContain(secret)
    }
  })
})

test('a hidden reply leaves its number and the kind of reason, and changes no list or count', async () => {
  const lists = ['/api/v1/threads', '/api/v1/categories', '/feed.xml', `/api/v1/search?q=${word}`]
  const url = `/api/v1/threads/${known.id}`
  const [listed, head] = [
    await Promise.all(lists.map(asGuest)),
    (await forum.guest.inject({ url })).body
  ]
  const { id, number } = await reply(people.helper, known.id, `My ${secret} is there.`)
  await people.admin.post(`/posts/${id}/hiding`, { reason: 'scam', note: secret })
  await forum.settle()
  const { body, text } = await forum.guest.inject({ url })
  const stub = body.posts.find((post: { number: number }) => post.number === number)
  expect(stub).toMatchObject({ html: null, hiddenReason: 'scam', state: 'hidden' })
  expect(body.thread.replyCount).toBe(head.thread.replyCount)
  expect(text).not.toContain(secret)
  expect(await Promise.all(lists.map(asGuest))).toEqual(listed)
})
