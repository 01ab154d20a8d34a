import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { expect, test, vi } from 'vitest'
import { users } from '@stoa/accounts/schema'
import { startForum, type Client } from '../forum.ts'
import { sentMails } from '../mails.ts'
import { createThread, reply } from '../posting.ts'
import { letPostMailsLeave } from './mailbox.ts'

const forum = startForum({ mailLimits: { perAddress: 2 } })

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

test('of 200 mails about a post one fails, and each is sent once', async () => {
  const { id } = await createThread(await forum.user(), await forum.category())
  await followers(id, 200)
  await setAddress('7@batch.test', 'no address@batch.test')
  await reply(await forum.user(), id)
  await letPostMailsLeave(forum)
  expect(await addressed()).toHaveLength(199)
  await setAddress('no address@batch.test', '7@batch.test')
  await makeJobsDue()
  await forum.settle()
  const all = await addressed()
  expect(new Set(all).size).toBe(200)
  expect(all).toHaveLength(200)
})

const emptyMailbox = async () => {
  await rm(join(forum.folder, 'mail'), { recursive: true })
  await mkdir(join(forum.folder, 'mail'))
}

/** Runs the mails of the last events once more, as after a crash or by an admin. */
async function runAgain(attempts: number) {
  const { db } = forum.connection
  const events = await db.execute(sql`select id, type, payload from events
    where type = 'notification.created' and payload ->> 'userId' = ${String(asker.id)}`)
  const payload = JSON.stringify({ events })
  await db.execute(sql`select graphile_worker.add_job('mails', ${payload}::text::json)`)
  await db.execute(sql`update graphile_worker._private_jobs set attempts = ${attempts}::int`)
  await forum.settle()
}

/** Hides a thread of the author, who is mailed about it at once. */
async function decideAbout(author: Client) {
  const { postId } = await createThread(author, await forum.category())
  const staff = await forum.user({ role: 'staff' })
  await staff.post(`/posts/${postId}/hiding`, { reason: 'off_topic' })
}

let asker: Client

test.each([0, 1])(
  'a batch that is run again sends no mail twice (attempt %i)',
  async (attempts) => {
    asker = await forum.user({ email: `asker${attempts}@batch.test` })
    for (const _ of [1, 2]) await decideAbout(asker)
    await forum.settle()
    expect(await addressed()).toContain(`asker${attempts}@batch.test`)
    await emptyMailbox()
    await runAgain(attempts)
    expect(await addressed()).toEqual([])
    expect(await forum.connection.db.execute(sql`select * from folded_mails`)).toEqual([])
  }
)

test('a mail that cannot be made does not hold up the others', async () => {
  const [one, two] = [await forum.user(), await forum.user({ email: 'two@batch.test' })]
  for (const author of [one, two]) await decideAbout(author)
  const { moderation } = forum.ports
  const describe = vi.spyOn(moderation, 'describeActions')
  describe.mockImplementation(async (ctx) => {
    if (ctx.actor.id === one.id) throw new Error('cannot be made')
    return new Map()
  })
  await forum.settle()
  describe.mockRestore()
  expect(await addressed()).toContain('two@batch.test')
})
