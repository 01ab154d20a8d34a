import { count, eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { followClock } from '@stoa/announcements'
import { announcementFollowings } from '@stoa/announcements/schema'
import { notifications, preferences } from '@stoa/notifications/schema'
import { startForum } from '../forum.ts'
import { announce, announcer } from './writing.ts'

const forum = startForum()
const followers = 12_000

/** Members who follow announcements of the type `info` in their inbox only. */
async function crowd() {
  const { db } = forum.connection
  const at = sql`${forum.now()}::timestamptz`
  const names = sql`select 'follower' || n, 'follower' || n, 'f' || n || '@example.org', ${at}, ${at}
    from generate_series(1, ${followers}) n`
  await db.execute(sql`insert into users (username, username_key, email, email_verified_at, created_at)
    ${names}`)
  const them = sql`from users where username like 'follower%'`
  await db.execute(sql`insert into ${announcementFollowings} (type, user_id, created_at)
    select 'info', id, ${at} ${them}`)
  await db.execute(sql`insert into ${preferences} (kind, user_id, mail)
    select 'announcement', id, 'never' ${them}`)
}

test('more followers than one statement holds are notified, each once', async () => {
  await crowd()
  await announce(await announcer(forum))
  forum.advance(3 * 60_000)
  await followClock(forum.context())
  await forum.settle()
  const [told] = await forum.connection.db
    .select({ rows: count(), readers: sql`count(distinct user_id)`.mapWith(Number) })
    .from(notifications)
    .where(eq(notifications.kind, 'announcement'))
  expect(told).toEqual({ rows: followers, readers: followers })
})
