import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { after } from '@stoa/core'
import { timedTasks } from '../../src/worker/timed-tasks.ts'
import { startForum } from '../forum.ts'
import { createThread } from '../posting.ts'

const forum = startForum()
const month = 31 * 24 * 3600_000

test('events are kept for thirty days, and as long as an effect waits', async () => {
  const { db } = forum.connection
  const categoryId = await forum.category()
  for (const _ of [1, 2]) await createThread(await forum.user(), categoryId)
  await forum.settle()
  const ids = async () =>
    (await db.execute<{ id: number }>(sql`select id from events order by id`)).map(({ id }) => id)
  const [waiting, ...others] = await ids()
  expect(others.length).toBeGreaterThan(0)
  const payload = JSON.stringify({ eventId: waiting, effect: 'mail' })
  await db.execute(sql`select graphile_worker.add_job('effect', ${payload}::text::json,
    run_at => ${after(forum.now(), 10 * month)})`)
  forum.advance(month)
  await timedTasks.delete_events?.run(forum.context())
  expect(await ids()).toEqual([waiting])
})
