import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { recordBackup } from '../../src/backup/record.ts'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'
import { publish, save } from '../site/publishing.ts'
import { openTicket } from '../tickets/opening.ts'

const forum = startForum({ web: true })
const hour = 3600_000
let admin: Client
beforeAll(async () => void (admin = await forum.user({ role: 'admin' })))

const needs = async () => {
  admin = await forum.user({ role: 'admin' })
  return (await admin.get('/admin/needs')).body
}
async function addJob(payload: object, attempts: number) {
  const { db } = forum.connection
  const [job] = await db.execute(sql`
    select id from graphile_worker.add_job('effect', ${JSON.stringify(payload)}::json, max_attempts => 3)`)
  await db.execute(sql`update graphile_worker._private_jobs
    set attempts = ${attempts}, last_error = 'refused' where id = ${job?.['id']}`)
}

test('a forum in which nothing waits is quiet, with its version and last backup', async () => {
  await forum.connection.db.execute(
    sql`insert into settings values ('mail_works', 'true', ${forum.now()})`
  )
  expect(Object.values((await needs()).counts).every((count) => count === 0)).toBe(true)
  const { text } = await admin.inject({ method: 'GET', url: '/admin' })
  expect(text).toContain('All caught up')
  expect(text).toContain('No backup yet')
  expect(text).toMatch(/Version \d+\.\d+\.\d+/)
})

test('what needs attention is counted in one statement, and each links to its page', async () => {
  const categoryId = await forum.category()
  const [asker, other] = [await forum.user(), await forum.user()]
  await createThread(asker, categoryId, { title: 'Nobody has answered this one' })
  const { postId } = await createThread(other, categoryId, { kind: 'discussion' })
  await asker.post(`/posts/${postId}/reports`, { reason: 'spam' })
  await openTicket(asker)
  const role = { role: 'staff', capabilities: ['announcements'] }
  await admin.put(`/users/${other.username}/role`, role)
  await addJob({ eventId: 1, effect: 'index' }, 3)
  await addJob({ eventId: 2, effect: 'mail' }, 1)
  forum.advance(25 * hour)
  await createThread(asker, categoryId, { title: 'This one is young enough to wait' })
  forum.advance(19 * 24 * hour)
  const { counts } = await needs()
  expect(counts).toMatchObject({ openCases: 1, overdueTickets: 1, failedJobs: 1, refusedEmails: 1 })
  expect(counts).toMatchObject({ unansweredQuestions: 2, approvals: 1, backupDue: 1 })
  expect(await forum.count(() => admin.get('/admin/needs'))).toBeLessThanOrEqual(2)
  const { text } = await admin.inject({ method: 'GET', url: '/admin' })
  expect(text).toContain('href="/desk?view=overdue"')
  expect(text).not.toContain('All caught up')
  await recordBackup(forum.context())
  expect((await needs()).counts.backupDue).toBe(0)
})

test('documents that wait, or take effect soon, are counted and linked', async () => {
  const [writer, second] = [
    await forum.user({ role: 'admin' }),
    await forum.user({ role: 'admin' })
  ]
  const inDays = (days: number) =>
    new Date(Date.parse(forum.now()) + days * 24 * hour).toISOString()
  await save(writer, 'terms', { effectiveAt: inDays(20) })
  expect((await needs()).counts).toMatchObject({ documentsToPublish: 1, upcomingDocuments: 0 })
  await publish(second, 'terms')
  expect((await needs()).counts).toMatchObject({ documentsToPublish: 0, upcomingDocuments: 0 })
  forum.advance(7 * 24 * hour)
  expect((await needs()).counts).toMatchObject({ documentsToPublish: 0, upcomingDocuments: 1 })
  const { text } = await admin.inject({ method: 'GET', url: '/admin' })
  expect(text).toContain('1 document changes within 14 days')
})
