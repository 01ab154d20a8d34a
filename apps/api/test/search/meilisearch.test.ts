import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { after } from '@stoa/core'
import { buildMeilisearch, repairMeilisearch } from '@stoa/search'
import { searchFollowers } from '@stoa/search/schema'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'
import { agent, openTicket } from '../tickets/opening.ts'
import { findingTests } from './finding.ts'
import { look, titles } from './looking.ts'
import { startServer, type FakeServer } from './meilisearch-server.ts'
import { realMeilisearch } from './real-meilisearch.ts'

const real = realMeilisearch()

// A running server must find what PostgreSQL finds; its indexes are deleted afterwards.
describe.runIf(real)('a running Meilisearch', () => {
  findingTests(startForum({ meili: async () => real }))
  afterAll(() => real?.deleteIndexes())
})

let server: FakeServer
const forum = startForum({
  meili: async () => {
    server = await startServer({ write: 'may write', search: 'may search' })
    return { url: server.url, key: 'may write', searchKey: 'may search' }
  }
})
let anna: Client
let wallet: number
const stuck = 'Withdrawal stuck on the network'

beforeAll(async () => {
  anna = await forum.user({ username: 'anna' })
  wallet = await forum.category({ slug: 'wallet' })
  const { id } = await createThread(anna, wallet, {
    title: stuck,
    body: '连接数据库超时',
    tags: ['TRC20']
  })
  await reply(anna, id, 'Another network may be faster.')
  await createThread(anna, wallet, { title: 'A deposit without a memo', body: 'On the network' })
  await forum.settle()
})
afterAll(() => server.close())

const engineOf = async (q: string) => (await look(forum.guest, q)).engine
const keysOf = (call: string) =>
  new Set(server.received.filter((one) => one.call === call).map(({ key }) => key))

/** Waits for the end of the pause after a failure, and lets the follower catch up. */
async function recover() {
  Object.assign(server, { delay: 0, broken: undefined, page: undefined })
  server.failing.clear()
  forum.advance(6_000)
  await forum.settle()
}

/**
 * Searches with Meilisearch. On a busy machine the server may be too slow and be paused; the search
 * is then repeated.
 */
async function found(q: string) {
  const answer = await look(forum.guest, q)
  if (answer.engine === 'meilisearch') return answer
  await recover()
  return look(forum.guest, q)
}

test('it finds for a member what is theirs and their group’s, and no more', async () => {
  const [inside, outside] = [await forum.user(), await forum.user()]
  const closed = await forum.category({ readerGroups: [await forum.group([inside])] })
  await createThread(inside, closed, { title: 'Obsidian vault', body: 'Only for us.' })
  const { postId } = await createThread(inside, wallet, { title: 'Obsidian mine', body: 'Mine.' })
  const admin = await forum.user({ role: 'admin' })
  await admin.post(`/posts/${postId}/hiding`, { reason: 'spam' })
  await forum.settle()
  const seen = async (client: Client) => {
    const { engine, items } = await look(client, 'obsidian')
    return [engine, ...items.map(({ title }) => title).sort()]
  }
  expect(await seen(inside)).toEqual(['meilisearch', 'Obsidian mine', 'Obsidian vault'])
  expect(await seen(outside)).toEqual(['meilisearch'])
  expect(await seen(admin)).toEqual(['meilisearch', 'Obsidian mine', 'Obsidian vault'])
})

test('it finds groups, either script, phrases, alternatives and exclusions', async () => {
  const answer = await found('network')
  expect(answer).toMatchObject({ engine: 'meilisearch', total: 2, categories: [{ count: 2 }] })
  expect(answer.items.find(({ title }) => title === stuck)).toMatchObject({ otherMatches: 1 })
  expect(await titles(forum.guest, '數據庫')).toEqual([stuck])
  expect(await titles(forum.guest, '"stuck on"')).toEqual([stuck])
  expect(await titles(forum.guest, 'network -memo')).toEqual([stuck])
  expect(await titles(forum.guest, 'memo OR stuck')).toHaveLength(2)
  expect(await titles(forum.guest, 'network', { in: 'title' })).toEqual([stuck])
})

test('what it found is ranked as by PostgreSQL, a title above a newer text', async () => {
  expect(await titles(forum.guest, 'network')).toEqual([stuck, 'A deposit without a memo'])
})

test('filters narrow the results, whatever characters they contain', async () => {
  expect(await titles(forum.guest, 'network', { tag: 'trc20' })).toEqual([stuck])
  expect(await titles(forum.guest, 'network', { author: 'nobody' })).toEqual([])
  expect(await titles(forum.guest, 'network', { tag: '" OR isPublic = false OR "' })).toEqual([])
  expect(await titles(forum.guest, 'network', { before: '2020-01-01' })).toEqual([])
})

test('one key searches and another one writes', () => {
  expect(keysOf('POST /multi-search')).toEqual(new Set(['may search']))
  expect(keysOf('POST /swap-indexes')).toEqual(new Set(['may write']))
})

test('its answers are not compressed, because the second part of one comes 40 ms late', () => {
  const searches = server.received.filter(({ call }) => call === 'POST /multi-search')
  expect(new Set(searches.map(({ encoding }) => encoding))).toEqual(new Set(['identity']))
})

test('suggestions and similar threads use it too', async () => {
  const { body } = await forum.guest.get('/search/suggestions?q=withdr')
  expect(body.items).toMatchObject([{ title: stuck }])
  const similar = await forum.guest.get('/threads/similar?title=Is+a+withdrawal+stuck')
  expect(similar.body.items).toMatchObject([{ title: stuck }])
})

test('posts hidden since are not found, even if its index still has them', async () => {
  const { id, postId } = await createThread(anna, wallet, { title: 'Zirconium', body: 'zirconium' })
  await forum.settle()
  expect(await titles(forum.guest, 'zirconium')).toEqual(['Zirconium'])
  const admin = await forum.user({ role: 'admin' })
  await admin.post(`/posts/${postId}/hiding`, { reason: 'scam' })
  const answer = await found('zirconium')
  expect(answer).toMatchObject({ items: [], total: 0, categories: [], engine: 'meilisearch' })
  await forum.settle()
  expect(id).toBeGreaterThan(0)
})

test('no ticket text is ever sent to it; the desk searches an index of its own', async () => {
  const number = await openTicket(anna, { body: 'My tanzanite is missing.' })
  await forum.settle()
  const desk = await agent(forum)
  const { body } = await desk.get('/desk/tickets?q=tanzanite')
  expect(body.items).toMatchObject([{ number }])
  expect(server.received.length).toBeGreaterThan(0)
  expect(server.received.filter(({ json }) => json.includes('tanzanite'))).toEqual([])
})

describe('search stays available if the server', () => {
  test('takes longer than 300 ms: it is not asked for five seconds', async () => {
    server.delay = 1_000
    expect(await engineOf('network')).toBe('postgres')
    server.delay = 0
    expect(await engineOf('network')).toBe('postgres')
    await recover()
    expect((await found('network')).engine).toBe('meilisearch')
  })

  test('answers with errors: it is not asked either', async () => {
    server.broken = 500
    expect(await look(forum.guest, 'network')).toMatchObject({ engine: 'postgres', total: 2 })
    await recover()
  })

  test.each([
    ['HTML', { page: '<h1>It works!</h1>' }],
    ['JSON of something else', { page: '{"hits":[{"id":1}]}' }],
    ['results of something else', { page: '{"results":[{"hits":[{"id":1}]}]}' }],
    ['that the key is wrong', { broken: 403 }],
    ['that it has no such index', { indexes: new Map() }]
  ])('answers %s', async (_what, answer) => {
    const { indexes } = server
    Object.assign(server, answer)
    expect(await look(forum.guest, 'network')).toMatchObject({ engine: 'postgres', total: 2 })
    server.indexes = indexes
    await recover()
  })

  test('was away: it catches up when it is back', async () => {
    server.broken = 503
    await createThread(anna, wallet, { title: 'Beryl', body: 'beryl' })
    await expect(forum.settle()).rejects.toThrow()
    forum.advance(6_000)
    expect(await look(forum.guest, 'beryl')).toMatchObject({ engine: 'postgres', total: 1 })
    server.broken = undefined
    expect(await engineOf('beryl')).toBe('postgres')
    await recover()
    expect(await found('beryl')).toMatchObject({ engine: 'meilisearch', total: 1 })
  })

  test('fails a task: that is reported and repeated', async () => {
    server.failing.add('documentAdditionOrUpdate')
    await createThread(anna, wallet, { title: 'Garnet', body: 'garnet' })
    await expect(forum.settle()).rejects.toThrow(/could not finish documentAdditionOrUpdate/)
    await recover()
    expect(await found('garnet')).toMatchObject({ engine: 'meilisearch', total: 1 })
  })
})

describe('rebuilding its index', () => {
  const build = (progress: (done: number, total: number) => void = () => {}) => {
    if (!forum.ports.searchServer) throw new Error('no server')
    const { searchServer } = forum.ports
    return buildMeilisearch(() => forum.context(), searchServer, { reason: 'requested', progress })
  }

  test('resumes after an interruption, while the old index answers', async () => {
    server.failing.add('indexSwap')
    server.failing.add('settingsUpdate')
    await expect(build()).rejects.toThrow(/settingsUpdate/)
    expect((await found('network')).engine).toBe('meilisearch')
    server.failing.clear()
    const steps: number[][] = []
    const count = await build((...step) => void steps.push(step))
    expect(steps.at(-1)).toEqual([count, count])
    expect(await found('network')).toMatchObject({ engine: 'meilisearch', total: 2 })
    expect([...server.indexes.keys()]).toEqual(['stoa_posts'])
  })

  test('is done by one node, and a failed one goes on at once', async () => {
    server.failing.add('documentAdditionOrUpdate')
    await expect(build()).rejects.toThrow(/documentAdditionOrUpdate/)
    server.failing.clear()
    const counts = await Promise.all([build(), build()])
    expect(counts.filter((count) => count === undefined)).toHaveLength(1)
    expect(Math.max(...counts.map((count) => count ?? 0))).toBeGreaterThan(0)
  })

  test('is refused on a server that is too old', async () => {
    server.version = '1.17.1'
    await expect(build()).rejects.toThrow('1.17.1 is older than 1.18')
    expect((await found('network')).engine).toBe('meilisearch')
    server.version = '2.0.0'
    expect(await build()).toBeGreaterThan(0)
  })

  test('happens if it has fewer posts than the forum', async () => {
    const { searchServer } = forum.ports
    if (!searchServer) throw new Error('no server')
    const documents = server.indexes.get('stoa_posts')?.documents
    documents?.delete([...documents.keys()].at(-1) ?? 0)
    const repair = () => repairMeilisearch(() => forum.context(), searchServer)
    expect(await repair()).toMatchObject({ rebuilt: true })
    expect(await repair()).toMatchObject({ rebuilt: false })
  })

  test('does not happen because of what is written while another node follows', async () => {
    const { searchServer } = forum.ports
    if (!searchServer) throw new Error('no server')
    const { db } = forum.connection
    const lease = (updatedAt: string) => db.update(searchFollowers).set({ updatedAt })
    await lease(after(forum.now(), 60_000))
    await createThread(anna, wallet, { title: 'Written meanwhile', body: 'Just now' })
    server.received.length = 0
    const repair = () => repairMeilisearch(() => forum.context(), searchServer)
    const repaired = repair()
    await vi.waitFor(() => expect(keysOf('GET /indexes/stoa_posts/stats').size).toBe(1))
    await lease(forum.now())
    expect(await repaired).toMatchObject({ rebuilt: false })
    // Events wait for older transactions of the whole server, those of other tests included.
    await vi.waitFor(async () => {
      const { rebuilt, expected, found } = await repair()
      expect({ rebuilt, found }).toEqual({ rebuilt: false, found: expected })
    }, 60_000)
  })

  test('is not needed for stale documents: samples find and repair them', async () => {
    const { searchServer } = forum.ports
    if (!searchServer) throw new Error('no server')
    const { documents } = server.indexes.get('stoa_posts') ?? { documents: new Map() }
    const [id, document] = [...documents].at(-1) ?? []
    documents.set(id, { ...document, text: 'spoiled', print: 'of something else' })
    const repair = () => repairMeilisearch(() => forum.context(), searchServer)
    expect(await repair()).toMatchObject({ rebuilt: false, stale: 1 })
    expect(documents.get(id)).toEqual(document)
    expect(await repair()).toMatchObject({ rebuilt: false, stale: 0 })
  })
})
