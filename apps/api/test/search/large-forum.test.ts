import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'
import { titles } from './looking.ts'

const forum = startForum()
const days = ['an hour', 'a day', 'a week', 'a month']
const title = (age: string) => `Parcel lost for ${age}`
let anna: Client
let wallet: number

/** Threads on both sides of where the newest posts are read apart from the others. */
beforeAll(async () => {
  anna = await forum.user({ username: 'anna' })
  wallet = await forum.category({ slug: 'wallet' })
  const { db } = forum.connection
  for (const [at, age] of days.entries()) {
    await db.execute(sql`select setval(pg_get_serial_sequence('posts', 'id'), ${at * 300_000 + 9})`)
    await createThread(anna, wallet, { title: title(age), body: 'The courier knows nothing of it' })
  }
  await forum.settle()
})

const all = days.map(title).sort()
const found = async (typed: string) => (await titles(forum.guest, typed)).sort()

test.each([
  ['a word of all of them', 'parcel'],
  ['several words', 'lost parcel courier'],
  ['a phrase', '"knows nothing"'],
  ['most words of a whole question', 'why does the courier of my parcel know nothing of it today']
])('posts of any age among a million are found by %s', async (_what, typed) => {
  expect(await found(typed)).toEqual(all)
})

test('a post is found at once though thousands of ids before it are missing', async () => {
  await found('parcel')
  await forum.connection.db.execute(sql`
    select setval(pg_get_serial_sequence('posts', 'id'), (select max(id) + 4000 from posts))`)
  await createThread(anna, wallet, { title: 'A leap of ids', body: 'A leap of ids' })
  await forum.settle()
  expect(await found('leap')).toEqual(['A leap of ids'])
})

test('an alternative of several words is found by all of them, side by side', async () => {
  for (const body of ['I forgot the memo', 'I forgot the umbrella, not the memo'])
    await createThread(anna, wallet, { title: body, body })
  await forum.settle()
  expect(await found('emerald OR "forgot the memo"')).toEqual(['I forgot the memo'])
})
