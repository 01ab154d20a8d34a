import { beforeAll, describe, expect, test } from 'vitest'
import { invalidateCategories } from '@stoa/threads'
import { startForum } from '../forum.ts'
import { reply } from '../posting.ts'
import {
  addHiddenContent,
  addPublicContent,
  fill,
  secret,
  word,
  type Content
} from './hidden-content.ts'
import { closeMembersCategories } from './hiding.ts'
import { everyPageRow } from './pages.ts'
import { plainAddresses } from './plain-addresses.ts'
import { addressOf, everyEndpoint, rows } from './rows.ts'
import { createWorld, type World } from './world.ts'

/** Addresses whose response reveals hidden content by design, and what it reveals. */
const exceptions: Record<string, string> = {
  '/api/v1/moderation/log': 'the public log says that something was hidden, and why, not what',
  '/moderation/log': 'the same as a page',
  '/api/v1/articles/highlights': 'what was read most follows the reading of this test itself',
  '/help': 'the same as a page'
}

const forum = startForum({ web: true })
const addresses: string[] = []
const before = new Map<string, string>()
let content: Content

let serial = 0
/** Limits of guests are counted by address, and the test searches more often than one may. */
const someAddress = () => `10.6.${(serial += 1) >> 8}.${serial & 255}`

/** Requests as a guest, past the page cache, as a cached page could not differ. */
async function asGuest(url: string): Promise<string> {
  const past = url.startsWith('/api') ? url : `${url}${url.includes('?') ? '&' : '?'}lang=en`
  const request = { method: 'GET', url: past, remoteAddress: someAddress() } as const
  const { status, text } = await forum.guest.inject(request)
  return `${status} ${comparable(text)}`
}

/** Removes times and the keys of forms, which change by themselves. */
const comparable = (text: string) =>
  text
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time')
    .replace(/<time.*?<\/time>/gs, 'time')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'key')

/** Addresses of all rows, about public content. */
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

/** Addresses by which a guest would try to find hidden content. */
function curiousAddresses(content: Content): string[] {
  const { people, board, known, opened, announcement } = content
  const { asker, helper } = people
  const words = [word, secret, `${word} ${secret}`, `"${secret}"`, 'zirc', secret.slice(0, 4)]
  const searches = words.flatMap((q) => [`q=${encodeURIComponent(q)}`])
  const filters = ['author=', 'tag=', 'category='].flatMap((name, at) =>
    [asker.username, secret, board.slug].slice(at, at + 1).map((value) => `${name}${value}`)
  )
  return [
    ...searches.flatMap((q) => [`/api/v1/search?${q}`, `/search?${q}`]),
    ...searches.map((q) => `/api/v1/search/suggestions?${q}`),
    // With typing errors, and with words that only some texts contain.
    ...['zirconum', 'palimpsset', `${word} palimpsset`, `${word} dinosaurs`].flatMap((typed) => [
      `/api/v1/search?q=${encodeURIComponent(typed)}`,
      `/search?q=${encodeURIComponent(typed)}`
    ]),
    ...searches.map((q) => `/api/v1/tags?${q.slice(0, 20)}`),
    ...words.flatMap((title) =>
      ['threads', 'articles'].map(
        (of) => `/api/v1/${of}/similar?title=${encodeURIComponent(title)}`
      )
    ),
    ...filters.flatMap((filter) => [
      `/api/v1/threads?${filter}`,
      `/api/v1/search?q=${word}&${filter}`
    ]),
    ...['sort=latest', 'sort=newest', 'sort=votes', 'unanswered=true', 'official=true'].map(
      (query) => `/api/v1/threads?${query}&language=all`
    ),
    ...[
      '/api/v1/categories',
      '/',
      `/c/${board.slug}`,
      `/c/${board.slug}/feed.xml`,
      ...announcementAddresses(announcement, [board.slug, `${secret}-desk`]),
      '/api/v1/tags',
      ...['/tags', '/tags/rare', `/tags/${secret}`, `/tags/${secret}/feed.xml`],
      `/api/v1/tags/${secret}`
    ],
    ...[asker, helper].flatMap(({ username }) => [
      `/u/${username}`,
      `/api/v1/users/${username}`,
      `/api/v1/users/${username}/posts`
    ]),
    ...[known.id, opened].flatMap((id) => [
      // First, as a page may not search for what it shows of them.
      `/api/v1/threads/${id}/related`,
      `/t/${id}`,
      `/t/${id}/feed.xml`,
      `/api/v1/threads/${id}`,
      `/api/v1/threads/${id}/posts?after=0`
    ]),
    ...plainAddresses
  ]
}

/** Home, category, threads, search, feeds, sitemaps, announcements and people, as pages and JSON. */
const memberAddresses = ({ people, board, known, opened, announcement }: Content) => [
  ...['/', '/categories', `/c/${board.slug}`, `/c/vault`, `/t/${known.id}`, `/t/${opened}`],
  ...['/feed.xml', `/c/${board.slug}/feed.xml`, '/sitemap.xml', '/sitemap/threads/0.xml'],
  ...['/announcements', `/announcements/${announcement}`, `/u/${people.asker.username}`],
  ...[`/search?q=${word}`, `/search?q=${secret}`, `/tags/rare`],
  ...[`/api/v1/search?q=${word}`, `/api/v1/search/suggestions?q=${word}`, '/api/v1/categories'],
  ...['/api/v1/threads?language=all', '/api/v1/tags?q=rare', `/api/v1/threads/${known.id}/related`],
  ...[`/api/v1/users/${people.asker.username}`, `/api/v1/announcements/${announcement}`],
  ...['threads', 'articles'].map((of) => `/api/v1/${of}/similar?title=${word}`)
]

/** Where a guest would look for what is linked to an announcement, or concerns these categories. */
const announcementAddresses = (id: number, slugs: string[]) => [
  ...[`/announcements/${id}`, `/announcements/${id}/calendar.ics`, '/announcements'],
  ...['', '/signed', '/revisions'].map((part) => `/api/v1/announcements/${id}${part}`),
  ...['/api/v1/announcements', '/api/v1/announcements/archive', '/api/v1/announcements/services'],
  ...slugs.flatMap((slug) => [
    `/c/${slug}`,
    `/c/${slug}/feed.xml`,
    `/announcements/feed.xml?category=${slug}`,
    `/api/v1/announcements?category=${slug}`
  ])
]

beforeAll(async () => {
  content = await addPublicContent(forum)
  const world = await createWorld(forum, 'guest', content.board.id)
  const given = [...(await addressesOfRows(world)), ...curiousAddresses(content)]
  await forum.settle()
  // Counts are cached for half a minute; those of the rows' threads would change later.
  invalidateCategories(forum.context().ports)
  addresses.push(...new Set(given.filter((url) => !(url in exceptions))))
  for (const url of addresses) before.set(url, await asGuest(url))
  await addHiddenContent(forum, content)
})

test('the hidden content can be found: an admin sees it in many answers', async () => {
  const seen = await Promise.all(
    addresses.map(async (url) => (await content.people.admin.inject({ method: 'GET', url })).text)
  )
  expect(seen.filter((text) => text.includes(secret)).length).toBeGreaterThan(20)
})

describe('hidden content changes no byte of any answer to a guest', () => {
  test('of any endpoint, page, feed, list, count, suggestion or sitemap', async () => {
    expect(addresses.length).toBeGreaterThan(100)
    expect([...before.values()].filter((answer) => answer.startsWith('429'))).toEqual([])
    const after = new Map<string, string>()
    for (const url of addresses) after.set(url, await asGuest(url))
    const changed = addresses.filter((url) => after.get(url) !== before.get(url))
    expect(changed.map((url) => [url, after.get(url)])).toEqual(
      changed.map((url) => [url, before.get(url)])
    )
  })

  test('and none of its words are anywhere', async () => {
    const asked = addresses.filter((url) => !url.includes(secret.slice(0, 4)))
    for (const url of [...asked, ...Object.keys(exceptions)])
      expect(await asGuest(url), url).not.toContain(secret)
  })

  test('not even to members who have no part in it', async () => {
    const stranger = await forum.user()
    await closeMembersCategories(forum)
    for (const url of addresses.filter((one) => !one.includes(secret.slice(0, 4)))) {
      const { text } = await stranger.inject({ method: 'GET', url })
      expect(text, url).not.toContain(secret)
    }
  })
})

test('filling a group’s category changes no byte for members outside of it', async () => {
  const { asker, helper } = content.people
  const readerGroups = [await forum.group([asker, helper])]
  const categoryId = await forum.category({ slug: 'vault', readerGroups })
  const stranger = await forum.user()
  const seen = new Map<string, string>()
  const seenNow = async (url: string) =>
    comparable((await stranger.inject({ method: 'GET', url })).text)
  // What a member has read is shown from the second time on.
  for (const url of memberAddresses(content)) await seenNow(url)
  for (const url of memberAddresses(content)) seen.set(url, await seenNow(url))
  await fill(content, categoryId)
  await forum.settle()
  invalidateCategories(forum.context().ports)
  for (const [url, before] of seen) expect(await seenNow(url), url).toBe(before)
  expect((await asker.inject({ method: 'GET', url: '/c/vault' })).text).toContain(secret)
})

test('in a forum of members, guests read no word of a thread or category anywhere', async () => {
  const { admin } = content.people
  const open = (signInRequired: boolean) => admin.put('/admin/reading-access', { signInRequired })
  expect((await open(true)).status).toBe(204)
  for (const url of addresses.filter((one) => !one.includes(word.slice(0, 4)))) {
    const text = await asGuest(url)
    expect(text, url).not.toContain(word)
    if (!url.includes(content.board.slug)) expect(text, url).not.toContain(content.board.slug)
  }
  const ofCategory = (slug: string) => asGuest(`/api/v1/announcements?category=${slug}`)
  expect(await ofCategory(content.board.slug)).toBe(await ofCategory('no-such-place'))
  expect((await open(false)).status).toBe(204)
})

test('a hidden reply leaves its number and a reason, and changes no list or count', async () => {
  const lists = ['/api/v1/threads', '/api/v1/categories', '/feed.xml', `/api/v1/search?q=${word}`]
  const url = `/api/v1/threads/${content.known.id}`
  const [listed, head] = [
    await Promise.all(lists.map(asGuest)),
    (await forum.guest.inject({ url })).body
  ]
  const { id, number } = await reply(
    content.people.helper,
    content.known.id,
    `My ${secret} is there.`
  )
  await content.people.admin.post(`/posts/${id}/hiding`, { reason: 'scam', note: secret })
  await forum.settle()
  const { body, text } = await forum.guest.inject({ url })
  const stub = body.posts.find((post: { number: number }) => post.number === number)
  expect(stub).toMatchObject({ html: null, hiddenReason: 'scam', state: 'hidden' })
  expect(body.thread.replyCount).toBe(head.thread.replyCount)
  expect(text).not.toContain(secret)
  expect(await Promise.all(lists.map(asGuest))).toEqual(listed)
})
