import { eq, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { repairDocuments } from '@stoa/search'
import { searchDocuments } from '@stoa/search/schema'
import { startForum } from '../forum.ts'
import { createThread } from '../posting.ts'
import { titles } from './looking.ts'

const forum = startForum()
const posts: number[] = []

beforeAll(async () => {
  const [anna, category] = [await forum.user(), await forum.category()]
  for (const title of ['Amber in the sea', 'Beryl in the rock', 'Garnet in the sand'])
    posts.push((await createThread(anna, category, { title, body: 'Where?' })).postId)
  await forum.settle()
})

test('missing, orphaned and stale documents are repaired once', async () => {
  const { db } = forum.connection
  const [missing = 0, stale = 0, gone = 0] = posts
  await db.delete(searchDocuments).where(eq(searchDocuments.postId, missing))
  await db
    .update(searchDocuments)
    .set({ vector: sql`''::tsvector`, titleVector: sql`''::tsvector` })
    .where(eq(searchDocuments.postId, stale))
  await db.execute(sql`update posts set state = 'erased' where id = ${gone}`)
  expect(await titles(forum.guest, 'amber OR beryl')).toEqual([])
  const context = forum.context()
  expect(await repairDocuments(context)).toMatchObject({
    missing: 1,
    stale: 1,
    orphaned: 1,
    posts: 2
  })
  expect((await titles(forum.guest, 'amber OR beryl')).sort()).toHaveLength(2)
  expect(await repairDocuments(context)).toMatchObject({ missing: 0, stale: 0, orphaned: 0 })
})
