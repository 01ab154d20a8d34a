import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { emitAll, transaction } from '@stoa/core'
import { timedTasks } from '../../src/worker/timed-tasks.ts'
import { startForum } from '../forum.ts'

const forum = startForum()

const queueNames = async () => {
  const rows = await forum.connection.db.execute<{ name: string }>(
    sql`select queue_name as name from graphile_worker._private_job_queues order by name`
  )
  return rows.map(({ name }) => name)
}

const changePictures = (userIds: number[]) =>
  transaction(forum.context(), (ctx) =>
    emitAll(
      ctx,
      'user.picture_changed',
      userIds.map((userId) => ({ userId }))
    )
  )

const add = (queue: string) => sql`select id::text from graphile_worker.add_job('effect',
  '{"eventId":0,"effect":"mail"}', queue_name => ${queue}, run_at => '2999-01-01')`

test('jobs about many users share a few queues, those about one user one', async () => {
  const { id } = await forum.user()
  await changePictures([id, id])
  await forum.settle()
  const before = await queueNames()
  expect(before.filter((name) => name.startsWith('user'))).toHaveLength(1)
  await changePictures(Array.from({ length: 100 }, (_, index) => id + 1000 + index))
  await forum.settle()
  const all = (await queueNames()).filter((name) => name.startsWith('user'))
  expect(all.length).toBeLessThan(10)
})

test('queues of the release before are deleted, unless a job waits in one', async () => {
  const { db } = forum.connection
  await db.execute(add('user:1'))
  await db.execute(sql`insert into graphile_worker._private_job_queues (queue_name)
    select 'user:' || n from generate_series(2, 50) n`)
  await timedTasks.delete_queues?.run(forum.context())
  expect((await queueNames()).filter((name) => name.includes(':'))).toEqual(['user:1'])
})

test('a job whose queue was deleted while it was added runs without one', async () => {
  const { db } = forum.connection
  const queueOf = async (id: string | undefined) =>
    db.execute(sql`select job_queue_id as queue from graphile_worker._private_jobs
      where id = ${id}::bigint`)
  const [job] = await db.execute<{ id: string }>(add('user:51'))
  await db.execute(sql`delete from graphile_worker._private_job_queues
    where queue_name = 'user:51'`)
  await timedTasks.delete_queues?.run(forum.context())
  expect(await queueOf(job?.id)).toEqual([{ queue: null }])
})
