import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { adoptForeignEvents } from '@stoa/core/effects'
import { events, settings } from '@stoa/core/schema'
import { failureOf, keepUp } from '@stoa/search'
import { searchFollowers } from '@stoa/search/schema'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'
import { look } from './looking.ts'
import { startServer, type FakeServer } from './meilisearch-server.ts'
import { restateIndex, serverOf, stateOf, type State } from './meilisearch-state.ts'

let server: FakeServer
const forum = startForum({
  meili: async () => {
    server = await startServer()
    return { url: server.url }
  }
})
const copyOfForum = startForum({ meili: async () => ({ url: server.url }) })
let anna: Client
let category: number
const live = 'stoa_posts'

beforeAll(async () => {
  anna = await forum.user({ username: 'anna' })
  category = await forum.category({ slug: 'wallet' })
  await write('amber')
})
afterAll(() => server.close())

async function write(word: string) {
  await createThread(anna, category, { title: `About ${word}`, body: word })
  await forum.settle()
}

/** Which engine answers a member, and how many threads it finds. */
async function found(word: string) {
  const { engine, total } = await look(anna, word)
  return { engine, total }
}

/**
 * How many threads Meilisearch finds. On a busy machine it may be too slow and be paused; the search
 * is then repeated.
 */
async function foundByServer(word: string) {
  const first = await found(word)
  if (first.engine === 'meilisearch') return first.total
  forum.advance(6_000)
  const { engine, total } = await found(word)
  return engine === 'meilisearch' ? total : engine
}

const isForum = eq(settings.name, 'search_forum')

const restate = (change: (state: State) => Partial<State>) => restateIndex(server, live, change)

const copy = () => structuredClone([...server.indexes])
function putBack(indexes: ReturnType<typeof copy>) {
  server.indexes.clear()
  for (const [uid, index] of indexes) server.indexes.set(uid, index)
}

const builds = () => server.received.filter(({ call }) => call === 'POST /swap-indexes').length

async function failureOfSettling() {
  const error: unknown = await forum.settle().then(
    () => undefined,
    (thrown: unknown) => thrown
  )
  return failureOf(error)?.reason
}

test('a wiped server is filled again, and PostgreSQL answers until then', async () => {
  server.indexes.clear()
  expect(await found('amber')).toEqual({ engine: 'postgres', total: 1 })
  await forum.settle()
  forum.advance(6_000)
  expect(await foundByServer('amber')).toBe(1)
  expect([...server.indexes.keys()]).toEqual([live])
})

test('a key for the indexes of this forum only is enough to fill it', async () => {
  server.indexes.clear()
  server.isScoped = true
  await write('agate')
  server.isScoped = false
  expect(await foundByServer('agate')).toBe(1)
})

test('nothing is added to an index without our settings; it is built anew', async () => {
  const empty = { documents: new Map(), settings: {} }
  server.indexes.set(live, empty)
  await write('basalt')
  expect(empty.documents.size).toBe(0)
  expect(await foundByServer('basalt')).toBe(1)
})

test('an older copy gets the events since it was made, and is not built anew', async () => {
  const older = copy()
  await write('citrine')
  putBack(older)
  const before = builds()
  await forum.settle()
  expect(await foundByServer('citrine')).toBe(1)
  expect(builds()).toBe(before)
})

test('after a failure, an older copy does not answer before it has caught up', async () => {
  const older = copy()
  await write('dolomite')
  server.broken = 503
  expect(await found('dolomite')).toEqual({ engine: 'postgres', total: 1 })
  putBack(older)
  server.broken = undefined
  forum.advance(6_000)
  expect(await found('dolomite')).toEqual({ engine: 'postgres', total: 1 })
  await forum.settle()
  forum.advance(6_000)
  expect(await foundByServer('dolomite')).toBe(1)
})

test.each<[string, (state: State) => Partial<State>]>([
  ['of another cluster', () => ({ cluster: '1' })],
  ['of other settings', () => ({ settings: 'others' })],
  ['ahead of the database', ({ xid }) => ({ xid: `${xid}000` })],
  ['older than the events that are kept', () => ({ at: '2020-01-01T00:00:00.000Z' })]
])('an index %s is built anew', async (_which, change) => {
  const before = builds()
  restate(change)
  await forum.settle()
  expect(builds()).toBe(before + 1)
  expect(await foundByServer('amber')).toBe(1)
})

test('an index whose settings were deleted by hand is built anew', async () => {
  const before = builds()
  server.indexes.get(live)!.settings = {}
  await forum.settle()
  expect(builds()).toBe(before + 1)
  expect(await foundByServer('amber')).toBe(1)
})

const places = () => forum.connection.db.select().from(searchFollowers)

test.each<[string, (past: State) => Partial<State>]>([
  ['followed an event', () => ({})],
  ['was built', ({ xid }) => ({ xid: `${Number(xid) + 1}`, eventId: 0 })]
])('an index that %s after the database was copied is built anew', async (_what, change) => {
  const { db } = forum.connection
  await write('before')
  const [past] = await places()
  await write('after')
  // What restoring an older copy over the same database does.
  await db.delete(events).where(sql`${events.xid} > ${past!.xid}::xid8`)
  await db.update(searchFollowers).set({ xid: past!.xid, eventId: past!.eventId })
  restate(() => change(past as never))
  const before = builds()
  await forum.settle()
  expect(builds()).toBe(before + 1)
})

test('a copy of the forum in the same cluster does not take the index for its own', async () => {
  const { db } = copyOfForum.connection
  const [own] = await forum.connection.db.select().from(settings).where(isForum)
  await db.insert(settings).values(own!)
  await db.insert(searchFollowers).values(await places())
  const before = builds()
  await copyOfForum.settle()
  expect(builds()).toBe(before + 1)
  expect(await failureOfSettling()).toBeUndefined()
  forum.advance(6_000)
  expect(await foundByServer('amber')).toBe(1)
})

test('an index of another forum is left alone, and PostgreSQL answers', async () => {
  const before = builds()
  const { forum: own } = stateOf(server, live)
  restate(() => ({ forum: 'another' }))
  expect(await failureOfSettling()).toBe('other_forum')
  expect(await found('amber')).toEqual({ engine: 'postgres', total: 1 })
  expect(builds()).toBe(before)
  restate(() => ({ forum: own }))
  await forum.settle()
  expect(await foundByServer('amber')).toBe(1)
})

test('an index that a copy of the forum took over is left to the copy', async () => {
  const searchServer = serverOf(forum)
  const witness = {}
  await keepUp(forum.context, searchServer, {}, witness)
  const before = builds()
  forum.advance(1_000)
  restate(() => ({ cluster: '1', at: forum.now() }))
  const taken: unknown = await keepUp(forum.context, searchServer, {}, witness).catch(
    (error: unknown) => error
  )
  expect(failureOf(taken)?.reason).toBe('taken')
  expect(builds()).toBe(before)
})

test('a build that an older copy interrupts does not skip what the copy lacks', async () => {
  server.indexes.clear()
  server.failing.add('indexSwap')
  expect(await failureOfSettling()).toBe('failed')
  const [, unfinished] = [...server.indexes].find(([uid]) => uid !== live) ?? []
  for (const id of [...(unfinished?.documents.keys() ?? [])].filter((id) => id > 0))
    unfinished?.documents.delete(id)
  server.failing.clear()
  await forum.settle()
  forum.advance(6_000)
  expect(await foundByServer('amber')).toBe(1)
})

test('events of another cluster are followed after they are adopted', async () => {
  const { db } = forum.connection
  await createThread(anna, category, { title: 'About emerald', body: 'emerald' })
  const ahead = sql`(${events.xid}::text::numeric + 1000000)::text::xid8`
  await db.update(events).set({ xid: ahead })
  await db.update(searchFollowers).set({ xid: sql`'999999'::xid8` })
  restate(() => ({ cluster: '1' }))
  expect(await adoptForeignEvents(db)).toBeGreaterThan(0)
  expect(await adoptForeignEvents(db)).toBe(0)
  await write('fluorite')
  expect(await foundByServer('emerald')).toBe(1)
  expect(await foundByServer('fluorite')).toBe(1)
  expect(await db.$count(searchFollowers, eq(searchFollowers.xid, '999999'))).toBe(0)
})
