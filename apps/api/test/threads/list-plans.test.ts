import { beforeAll, expect, test } from 'vitest'
import { guest, type Actor, type Context } from '@stoa/core'
import { threadsEndpoints } from '@stoa/threads'
import { threadFilter } from '@stoa/threads/contract'
import { startForum } from '../forum.ts'
import { readingOf } from '../plans.ts'

const forum = startForum()
const slug = 'of-the-plans'

/** One thread of 50 has an official post, one of 40 no reply, one of 3 is solved. */
beforeAll(async () => {
  const { sql } = forum.connection
  const author = await forum.user()
  const here = await forum.category({ slug })
  const other = await forum.category()
  await sql`
    insert into threads (category_id, author_id, kind, language, title, created_at, last_post_at,
      last_poster_id, reply_count, official_count, vote_count, solved_at)
    select case when at % 10 = 0 then ${here}::bigint else ${other}::bigint end, ${author.id},
      'question', 'en', 'Where is it?', ${forum.now()}::timestamptz - at * interval '1 minute',
      ${forum.now()}::timestamptz - at * interval '1 minute', ${author.id}, (at % 40 <> 0)::int, (at % 50 = 0)::int, at % 7,
      case when at % 3 = 0 then ${forum.now()}::timestamptz end
    from generate_series(1, 20000) at`
  await sql`analyze threads`
  // Counts the threads of each category, which is kept.
  await forum.guest.get('/threads')
})

const as = (role: Actor['role']): Context => ({
  ...forum.context(),
  actor: { ...guest, role, id: role === 'guest' ? 0 : 1 }
})

type Page = { items: object[]; next: string | null }

async function readTwoPages(ctx: Context, query: object) {
  const read = async (cursor?: string) =>
    (await threadsEndpoints.list.handle(ctx, threadFilter.parse({ ...query, cursor }))) as Page
  const { items, next } = await read()
  expect([items.length, (await read(next ?? '')).items.length]).toEqual([25, 25])
}

test.each<[string, object, RegExp]>([
  ['official posts', { official: 'true' }, /threads_official/],
  ['solved ones', { solved: 'true' }, /threads_(solved|latest)/],
  ['unsolved ones', { solved: 'false', kind: 'question' }, /threads_latest/],
  ['those without reply', { unanswered: 'true' }, /threads_unanswered/],
  ['those without reply, by votes', { unanswered: 'true', sort: 'votes' }, /threads_(una|votes)/],
  ['newest official posts', { official: 'true', sort: 'newest' }, /threads_(official|newest)/],
  ['official posts of a category', { official: 'true', category: slug }, /threads_(of|category)/],
  ['a category’s without reply', { unanswered: 'true', category: slug }, /threads_(una|category)/]
])('%s are read by an index, for guests and members', async (_, query, index) => {
  for (const role of ['guest', 'member'] as const) {
    const { through, indexes } = await readingOf(forum, as(role), (ctx) => readTwoPages(ctx, query))
    expect(through).not.toContain('threads')
    expect(indexes.toSorted().join(' ')).toMatch(index)
  }
})
