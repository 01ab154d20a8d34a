import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { createThread } from '../posting.ts'
import { keepLog } from './logs.ts'
import { columnsWith } from './traces.ts'

const forum = startForum({ web: true })
const log = keepLog(forum)
const words = 'Nobody else may read these words, not even in a log'

const refuseRows = (table: string) =>
  forum.connection.sql.unsafe(
    `alter table ${table} add constraint full_disk check (false) not valid`
  )

test('a job that the database refuses keeps and logs no text', async () => {
  await refuseRows('search_documents')
  await createThread(await forum.user(), await forum.category(), { title: words })
  await forum.settle()
  const [job] = await forum.connection.sql`select last_error from graphile_worker.jobs
    where last_error is not null`
  expect(job?.['last_error']).toContain('full_disk')
  expect(await columnsWith(forum, [words])).not.toContain('_private_jobs.last_error')
  expect(log.join()).not.toContain(words)
})

test('a database error is logged without the text, which the page shows again', async () => {
  const member = await forum.user()
  const { id } = await createThread(member, await forum.category())
  await refuseRows('posts')
  const { status } = await member.post(`/threads/${id}/posts`, { body: words })
  const page = await member.inject({
    method: 'POST',
    url: `/t/${id}?/reply`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    payload: new URLSearchParams({ body: words }).toString()
  })
  expect([status, page.status]).toEqual([500, 500])
  expect(page.text).toContain(words)
  expect(log.filter((line) => line.includes('full_disk'))).toHaveLength(3)
  expect(log.join()).not.toContain(words)
})
