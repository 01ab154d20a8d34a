import { sql } from 'drizzle-orm'
import type { WorkerEventMap } from 'graphile-worker'
import { expect, test } from 'vitest'
import { after } from '@stoa/core'
import { connect, workerApplication } from '@stoa/core/database'
import { WorkerHeartbeat } from '../../src/worker/worker-heartbeat.ts'
import { startForum } from '../forum.ts'

const forum = startForum()
const ago = (seconds: number) => after(forum.now(), -1000 * seconds)

/** A worker with this id that has started these jobs. */
function worker(id: string, begun: string[] = []) {
  const heartbeat = new WorkerHeartbeat(
    () => forum.context(),
    (error) => expect.unreachable(String(error))
  )
  heartbeat.events.emit('pool:create', { workerPool: { id } } as WorkerEventMap['pool:create'])
  for (const id of begun)
    heartbeat.events.emit('job:start', { job: { id } } as WorkerEventMap['job:start'])
  return heartbeat
}

/** A job that a worker locked so many seconds ago, in its own queue. Returns its id. */
async function locked(by: string, seconds: number): Promise<string> {
  const { db } = forum.connection
  const queue = `queue of ${by} ${seconds}`
  const [job] = await db.execute<{ id: string }>(sql`
    select id::text from graphile_worker.add_job('effects', '{"eventId":0}', ${queue})`)
  for (const table of ['_private_jobs', '_private_job_queues'])
    await db.execute(sql`update graphile_worker.${sql.identifier(table)}
      set locked_by = ${by}, locked_at = ${ago(seconds)}
      where ${table === '_private_jobs' ? sql`id = ${job?.id}::bigint` : sql`queue_name = ${queue}`}`)
  return job?.id ?? ''
}

/** A connection of this worker. */
async function connected(id: string) {
  const { settings } = forum
  const connection = connect(settings.target, { max: 1, name: workerApplication(id) })
  await connection.sql`select 1`
  return connection
}

async function owners(ids: string[]) {
  const rows = await forum.connection.db.execute<{ id: string; by: string | null; queue: boolean }>(
    sql`select jobs.id::text, jobs.locked_by as by, queues.locked_by is not null as queue
      from graphile_worker._private_jobs jobs
      join graphile_worker._private_job_queues queues on queues.id = job_queue_id`
  )
  return ids.map((wanted) => {
    const found = rows.find(({ id }) => id === wanted)
    return found && [found.by, found.queue]
  })
}

test('jobs of a silent worker are released within a minute, those of a live one not', async () => {
  const silent = await connected('dead')
  await worker('dead').beat()
  await worker('alive').beat()
  const jobs = [await locked('dead', -19), await locked('alive', -19), await locked('never', 39)]
  forum.advance(39_000)
  await worker('alive', jobs).beat()
  expect(await owners(jobs)).toEqual([
    ['dead', true],
    ['alive', true],
    [null, false]
  ])
  forum.advance(21_000)
  await worker('alive', jobs).beat()
  expect(await owners(jobs)).toEqual([
    [null, false],
    ['alive', true],
    [null, false]
  ])
  await silent.close()
})

test('jobs of a worker whose connections ended are released at the next heartbeat', async () => {
  const other = worker('other')
  const ends = await connected('killed')
  const stays = await connected('busy')
  await Promise.all([worker('killed').beat(), worker('busy').beat(), other.beat()])
  const jobs = [await locked('killed', 0), await locked('busy', 0)]
  await ends.close()
  await expect
    .poll(() => other.beat().then(() => owners(jobs)))
    .toEqual([
      [null, false],
      ['busy', true]
    ])
  await stays.close()
})

test('a job locked over a broken connection is released, a started one is not', async () => {
  const jobs = [await locked('here', 5), await locked('here', 6), await locked('here', 1)]
  await worker('here', jobs.slice(0, 1)).beat()
  expect(await owners(jobs)).toEqual([
    ['here', true],
    [null, false],
    ['here', true]
  ])
})
