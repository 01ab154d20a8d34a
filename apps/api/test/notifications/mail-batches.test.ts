import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { users } from '@stoa/accounts/schema'
import { startForum } from '../forum.ts'
import { sentMails } from '../mails.ts'
import { createThread, reply } from '../posting.ts'

const forum = startForum()

/** Lets members follow a thread who want each reply mailed at once. */
const followers = (threadId: number, count: number) =>
  forum.connection.db.execute(sql`
    with follower as (insert into ${users} (username, username_key, email, email_verified_at, created_at)
      select 'reader' || n, 'reader' || n, n || '@batch.test', ${forum.now()}::timestamptz, ${forum.now()}::timestamptz
      from generate_series(1, ${count}::int) n returning id),
    wishes as (insert into notification_preferences (user_id, kind, mail)
      select id, 'reply', 'at_once' from follower)
    insert into thread_followings (user_id, thread_id, level, created_at)
    select id, ${threadId}::bigint, 'following', ${forum.now()}::timestamptz from follower`)

const addressed = async () =>
  (await sentMails(forum))
    .map(({ to }) => (Array.isArray(to) ? '' : (to?.text ?? '')))
    .filter((address) => address.endsWith('@batch.test'))

const setAddress = (from: string, email: string) =>
  forum.connection.db.update(users).set({ email }).where(eq(users.email, from))

const makeJobsDue = () =>
  forum.connection.db.execute(sql`update graphile_worker._private_jobs set run_at = created_at`)

test('of 200 mails of a batch one fails, and each is sent once', async () => {
  const { id } = await createThread(await forum.user(), await forum.category())
  await followers(id, 200)
  await setAddress('7@batch.test', 'no address@batch.test')
  await reply(await forum.user(), id)
  await forum.settle()
  expect(await addressed()).toHaveLength(199)
  await setAddress('no address@batch.test', '7@batch.test')
  await makeJobsDue()
  await forum.settle()
  const all = await addressed()
  expect(new Set(all).size).toBe(200)
  expect(all).toHaveLength(200)
})

test('a batch that is run again after a crash sends no mail twice', async () => {
  const [asker, category] = [
    await forum.user({ email: 'asker@batch.test' }),
    await forum.category()
  ]
  const { id } = await createThread(asker, category)
  await reply(await forum.user(), id)
  await forum.settle()
  expect(await addressed()).toContain('asker@batch.test')
  await rm(join(forum.folder, 'mail'), { recursive: true })
  await mkdir(join(forum.folder, 'mail'))
  const [event] = await forum.connection.db.execute(sql`
    select id, type, payload from events where type = 'notification.created' order by id desc limit 1`)
  const payload = JSON.stringify({ events: [event] })
  await forum.connection.db.execute(
    sql`select graphile_worker.add_job('mails', ${payload}::text::json)`
  )
  await forum.connection.db.execute(sql`update graphile_worker._private_jobs set attempts = 1`)
  await forum.settle()
  expect(await addressed()).toEqual([])
})
