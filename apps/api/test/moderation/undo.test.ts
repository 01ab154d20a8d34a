import { and, eq, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { decisionsOn } from '@stoa/moderation'
import { actions, cases, reports } from '@stoa/moderation/schema'
import type { StoredEvent } from '@stoa/core/effects'
import { retractReporterNotifications } from '@stoa/notifications'
import { events } from '@stoa/core/schema'
import { editsAwaitingApproval, posts } from '@stoa/threads/schema'
import { consequences } from '../../src/reactions/effects.ts'
import { startForum, type Client } from '../forum.ts'
import { approveEdit, createThread, refuseEdit, reply } from '../posting.ts'

const forum = startForum()
let categoryId: number
let volunteer: Client
let networks = 0

beforeAll(async () => {
  categoryId = await forum.category()
  volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
})

const spam = { reason: 'spam' }

async function posted(author?: Client) {
  const { id } = await createThread(await forum.user(), categoryId)
  return (await reply(author ?? (await forum.user()), id, 'It takes ten minutes')).id
}

const report = async (postId: number) =>
  (await forum.user()).inject({
    ...{ method: 'POST', url: `/api/v1/posts/${postId}/reports`, payload: spam },
    remoteAddress: `10.3.${(networks += 1)}.7`
  })

async function autoHidden() {
  const id = await posted()
  for (let count = 0; count < 3; count += 1) await report(id)
  await forum.settle()
  return id
}

const post = async (id: number) => {
  const [row] = await forum.connection.db.select().from(posts).where(eq(posts.id, id))
  return { state: row?.state, body: row?.body, revisions: row?.revisionCount }
}

async function recall(client = volunteer) {
  const [act] = (await client.get('/moderation/undoable')).body.items
  return {
    kind: act?.kind,
    status: (await client.post(`/moderation/actions/${act?.id}/undo`)).status
  }
}

async function caseOf(postId: number) {
  const [row] = await forum.connection.db.select().from(cases).where(eq(cases.postId, postId))
  return row
}

test('restoring an auto-hidden post keeps its note and can be undone', async () => {
  const id = await autoHidden()
  const found = await caseOf(id)
  const note = 'An ordinary answer'
  const path = `/moderation/cases/${found?.id}/resolution`
  expect((await volunteer.post(path, { outcome: 'dismiss', note })).status).toBe(204)
  expect((await post(id)).state).toBe('visible')
  const [shown] = await forum.connection.db.select().from(actions).where(eq(actions.note, note))
  expect(shown).toMatchObject({ kind: 'restored', caseId: found?.id })
  expect(await recall()).toEqual({ kind: 'restored', status: 204 })
  expect((await post(id)).state).toBe('hidden')
  expect((await caseOf(id))?.resolvedAt).toBeNull()
})

test('an undone hiding does not keep reports from hiding the post', async () => {
  const id = await posted()
  await volunteer.post(`/posts/${id}/hiding`, spam)
  expect((await recall()).status).toBe(204)
  for (let count = 0; count < 3; count += 1) await report(id)
  await forum.settle()
  expect((await post(id)).state).toBe('hidden')
})

async function heldEdit(postId: number) {
  const edit = { postId, body: 'It takes an hour', createdAt: forum.now() }
  const inserted = forum.connection.db.insert(editsAwaitingApproval).values(edit)
  const [row] = await inserted.returning({ id: editsAwaitingApproval.id })
  return row?.id ?? 0
}

test('an undone approval of an edit restores the text, and the edit waits again', async () => {
  const id = await posted()
  await approveEdit(volunteer, await heldEdit(id))
  expect(await post(id)).toMatchObject({ body: 'It takes an hour', revisions: 1 })
  expect((await volunteer.get('/moderation/edits')).body.items).toEqual([])
  expect(await recall()).toEqual({ kind: 'edit_approved', status: 204 })
  expect(await post(id)).toMatchObject({ body: 'It takes ten minutes', revisions: 0 })
  const { items } = (await volunteer.get('/moderation/edits')).body
  expect(items).toHaveLength(1)
  await approveEdit(volunteer, items[0].id)
})

test('an undone approval of an edit releases no quarantined link', async () => {
  const author = await forum.user({ trust: 'new' })
  const { id: threadId } = await createThread(await forum.user(), categoryId)
  const { id } = await reply(author, threadId, 'I am at https://my-coins.example/a today')
  const edit = {
    postId: id,
    body: 'I am at https://my-coins.example/a now',
    createdAt: forum.now()
  }
  const { db } = forum.connection
  const [row] = await db
    .insert(editsAwaitingApproval)
    .values(edit)
    .returning({ id: editsAwaitingApproval.id })
  await approveEdit(volunteer, row?.id ?? 0)
  const html = async () => (await forum.guest.get(`/threads/${threadId}`)).body.posts[1].html
  expect(await html()).toContain('/leave/')
  await recall()
  expect(await html()).toContain('[link awaiting approval]')
  const { items } = (await volunteer.get('/moderation/flagged')).body
  expect(items.map(({ postId }: { postId: number }) => postId)).toContain(id)
  const [waiting] = (await volunteer.get('/moderation/edits')).body.items
  await approveEdit(volunteer, waiting.id)
})

test('an undone refusal of an edit waits again and is no draft any more', async () => {
  const author = await forum.user()
  const id = await posted(author)
  await refuseEdit(volunteer, await heldEdit(id))
  expect((await author.get(`/drafts/post:${id}`)).status).toBe(200)
  expect(await recall()).toEqual({ kind: 'edit_refused', status: 204 })
  expect((await author.get(`/drafts/post:${id}`)).status).toBe(404)
  expect((await volunteer.get('/moderation/edits')).body.items).toHaveLength(1)
})

test('a decision on an edit that its author has replaced is not undone', async () => {
  const author = await forum.user()
  const id = await posted(author)
  await refuseEdit(volunteer, await heldEdit(id))
  await author.patch(`/posts/${id}`, { body: 'It takes a day' })
  expect((await recall()).status).toBe(404)
})

test('an undone appeal waits again, and the decision is in force again', async () => {
  const staff = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  const admin = await forum.user({ role: 'admin' })
  const author = await forum.user()
  const id = await posted(author)
  await volunteer.post(`/posts/${id}/hiding`, spam)
  const path = `/users/${author.username}/sanctions`
  const until = new Date(Date.parse(forum.now()) + 3600_000).toISOString()
  await staff.post(path, { kind: 'silence', until, ...spam })
  for (const { id: actionId } of (await author.get('/me/decisions')).body.items) {
    const { body } = await author.post(`/moderation/actions/${actionId}/appeal`, { text: 'Why?' })
    const decision = { outcome: 'upheld' }
    expect((await admin.post(`/moderation/appeals/${body.id}/decision`, decision)).status).toBe(204)
    expect(await recall(admin)).toEqual({ kind: 'appeal_upheld', status: 204 })
  }
  expect((await post(id)).state).toBe('hidden')
  expect((await admin.get(path)).body.sanctions[0]).toMatchObject({ active: true, lifted: false })
  expect((await admin.get('/moderation/appeals')).body.items).toHaveLength(2)
})

test('erasing an account deletes network and notes of its reports', async () => {
  const reporter = await forum.user()
  const id = await posted()
  await reporter.post(`/posts/${id}/reports`, { reason: 'spam', note: 'Look at the third word' })
  const own = eq(reports.reporterId, reporter.id)
  const [before] = await forum.connection.db.select().from(reports).where(own)
  expect(before?.network).toBeTruthy()
  const { deleteReports } = await import('@stoa/moderation')
  await deleteReports(forum.context(), { userId: reporter.id })
  const [after] = await forum.connection.db.select().from(reports).where(own)
  expect(after).toMatchObject({ network: null, note: null })
})

test('notices of an undone decision are retracted, however late; newer ones stay', async () => {
  const reporter = await forum.user()
  const id = await posted()
  await reporter.post(`/posts/${id}/reports`, spam)
  const found = await caseOf(id)
  const decide = (outcome: string) =>
    volunteer.post(`/moderation/cases/${found?.id}/resolution`, { outcome, ...spam })
  expect((await decide('dismiss')).status).toBe(204)
  expect(await recall()).toEqual({ kind: 'report_dismissed', status: 204 })
  forum.advance(1000)
  expect((await decide('uphold')).status).toBe(204)
  await forum.settle()
  const ctx = forum.context()
  await retractReporterNotifications(ctx, await decisionsOn(ctx, found?.id ?? 0), [reporter.id])
  const { items } = (await reporter.get('/notifications')).body
  expect(items).toMatchObject([{ kind: 'report_outcome', detail: { action: 'report_upheld' } }])
})

test('a decision undone before its reporters were notified sends no notice', async () => {
  const reporter = await forum.user()
  const id = await posted()
  await reporter.post(`/posts/${id}/reports`, spam)
  const found = await caseOf(id)
  const path = `/moderation/cases/${found?.id}/resolution`
  await volunteer.post(path, { outcome: 'dismiss' })
  const told = async () => (await reporter.get('/notifications')).body.items.length
  expect((await recall()).status).toBe(204)
  await forum.settle()
  await notifyAgain(found?.id)
  expect(await told()).toBe(0)
  forum.advance(1000)
  await volunteer.post(path, { outcome: 'dismiss' })
  await notifyAgain(found?.id)
  expect(await told()).toBe(1)
})

/** Runs the effects of all decisions on the case again, in order, as a retried job does. */
async function notifyAgain(caseId = 0) {
  const stored = await forum.connection.db
    .select()
    .from(events)
    .where(
      and(eq(events.type, 'case.resolved'), eq(sql`${events.payload}->>'caseId'`, `${caseId}`))
    )
    .orderBy(events.id)
  for (const event of stored) {
    const payload = event.payload as StoredEvent<'case.resolved'>['payload']
    const again = { ...event, type: 'case.resolved', payload } as const
    await consequences.effects['case.resolved']?.notify?.(forum.context(), [again])
  }
}
