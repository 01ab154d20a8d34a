import { eq, like } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import {
  buildMeilisearch,
  failureOf,
  Follower,
  keepUp,
  repairMeilisearch,
  searchStatus
} from '@stoa/search'
import { searchFollowers } from '@stoa/search/schema'
import { posts } from '@stoa/threads/tables'
import { startForum } from '../forum.ts'
import { createThread } from '../posting.ts'
import { startServer, type FakeServer } from './meilisearch-server.ts'
import { restateIndex, serverOf, stateOf } from './meilisearch-state.ts'

let server: FakeServer
const forum = startForum({
  meili: async () => {
    server = await startServer()
    return { url: server.url }
  }
})
const live = 'stoa_posts'

beforeAll(async () => {
  const anna = await forum.user({ username: 'anna' })
  const category = await forum.category({ slug: 'wallet' })
  await createThread(anna, category, { title: 'About amber', body: 'amber' })
  await createThread(anna, category, { title: 'About basalt', body: 'basalt' })
  await forum.settle()
})
afterAll(() => server.close())

test('not even an operator who builds anew replaces the index of another forum', async () => {
  const { forum: own } = stateOf(server, live)
  restateIndex(server, live, () => ({ forum: 'another' }))
  const refused: unknown = await buildMeilisearch(forum.context, serverOf(forum), {
    reason: 'requested'
  }).catch((error: unknown) => error)
  expect(failureOf(refused)?.reason).toBe('other_forum')
  restateIndex(server, live, () => ({ forum: own }))
  await forum.settle()
})

test('a build deletes what is left of its own forum, and nothing of another', async () => {
  const [left, other] = ['stoa_posts_older_1', 'stoa_posts_older_2']
  server.indexes.set(left, structuredClone(server.indexes.get(live)!))
  server.indexes.set(other, structuredClone(server.indexes.get(live)!))
  restateIndex(server, other, () => ({ forum: 'another' }))
  await buildMeilisearch(forum.context, serverOf(forum), { reason: 'requested' })
  expect([...server.indexes.keys()].toSorted()).toEqual([live, other])
  server.indexes.delete(other)
})

/** Begins to build on request, and fails before the end. */
async function beginBuild() {
  server.failing.add('settingsUpdate')
  const build = buildMeilisearch(forum.context, serverOf(forum), { reason: 'requested' })
  await expect(build).rejects.toThrow(/settingsUpdate/)
  server.failing.clear()
}

test('a build that an operator broke off is deleted after ten minutes', async () => {
  const building = async () => (await searchStatus(forum.context(), serverOf(forum))).building
  await beginBuild()
  await forum.settle()
  expect(await building()).toMatchObject({ done: 0 })
  forum.advance(11 * 60_000)
  await forum.settle()
  expect(await building()).toBeNull()
  expect([...server.indexes.keys()]).toEqual([live])
})

test('a build is not gone on with once events since its beginning may be deleted', async () => {
  const begin = async (progress: () => void) =>
    buildMeilisearch(forum.context, serverOf(forum), { reason: 'requested', progress })
  await expect(begin(failAtEnd())).rejects.toThrow('at the end')
  const [uid] = [...server.indexes.keys()].filter((one) => one !== live)
  restateIndex(server, uid!, () => ({ builtAt: '2020-01-01T00:00:00.000Z' }))
  const steps: number[] = []
  await buildMeilisearch(forum.context, serverOf(forum), {
    reason: 'requested',
    progress: (done) => void steps.push(done)
  })
  expect(steps[0]).toBe(0)
})

function failAtEnd() {
  return (done = 0, total = 0) => {
    if (done === total) throw new Error('at the end')
  }
}

test('of two nodes, the one that builds says so', async () => {
  const said: string[] = []
  const onBuild = (reason: string) => void said.push(reason)
  server.indexes.clear()
  const nodes = [1, 2].map(() => keepUp(forum.context, serverOf(forum), { onBuild }))
  await Promise.all(nodes)
  expect(said).toEqual(['missing'])
})

test('a build that fails again and again is said once', async () => {
  const [said, errors]: [string[], unknown[]] = [[], []]
  const follower = new Follower(serverOf(forum), forum.context, {
    onBuild: (reason) => void said.push(reason),
    onProgress() {},
    onSuccess() {},
    onError: (error) => void errors.push(error)
  })
  server.indexes.clear()
  server.failing.add('settingsUpdate')
  follower.start()
  await vi.waitFor(() => expect(errors).toHaveLength(1))
  follower.wake()
  await vi.waitFor(() => expect(errors).toHaveLength(2))
  await follower.stop()
  expect(said).toEqual(['missing'])
  server.failing.clear()
  await forum.settle()
})

test('a lease that another node took over meanwhile is left to it', async () => {
  const { db } = forum.connection
  const isBuilding = like(searchFollowers.engine, 'building %')
  const until = new Date(Date.parse(forum.now()) + 3600_000).toISOString()
  let taken: Promise<unknown> | undefined
  const progress = () => {
    taken ??= db.update(searchFollowers).set({ updatedAt: until }).where(isBuilding).execute()
    server.failing.add('documentAdditionOrUpdate')
  }
  const build = buildMeilisearch(forum.context, serverOf(forum), { reason: 'requested', progress })
  await expect(build).rejects.toThrow(/documentAdditionOrUpdate/)
  await taken
  server.failing.clear()
  const [row] = await db.select().from(searchFollowers).where(isBuilding)
  expect(row?.updatedAt).toBe(until)
  await db.delete(searchFollowers).where(isBuilding)
})

test('a document whose post was erased is removed by a repair', async () => {
  const repair = () => repairMeilisearch(forum.context, serverOf(forum))
  const { documents } = server.indexes.get(live)!
  const [id] = [...documents.keys()].filter((one) => one > 0)
  await forum.connection.db.update(posts).set({ state: 'erased' }).where(eq(posts.id, id!))
  // As many as there are posts: one of another post is missing.
  documents.delete([...documents.keys()].filter((one) => one > 0).at(-1)!)
  expect(await repair()).toMatchObject({ rebuilt: false, stale: 2 })
  expect(documents.has(id!)).toBe(false)
  expect(await repair()).toMatchObject({ rebuilt: false, stale: 0 })
})
