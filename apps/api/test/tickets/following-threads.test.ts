import { expect, test } from 'vitest'
import { after } from '@stoa/core'
import { tickets } from '@stoa/tickets/schema'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'
import { escalate, setUpThread } from './opening.ts'

const forum = startForum()

const marksOf = async (id: number): Promise<string[]> =>
  (await forum.guest.get(`/threads/${id}`)).body.thread.marks.map(
    ({ kind }: { kind: string }) => kind
  )

async function scene() {
  const { thread, author, categoryId } = await setUpThread(forum)
  await escalate(author, thread.id)
  const other = await createThread(await forum.user(), categoryId)
  const stray = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  return { thread, author, categoryId, other, stray }
}

async function merge(by: Client, id: number, into: number) {
  expect((await by.post(`/threads/${id}/merge`, { into })).status).toBe(204)
  await forum.settle()
}

async function reverse({ username }: Client) {
  const admin = await forum.user({ role: 'admin' })
  const since = after(forum.now(), -3600_000)
  await admin.post(`/users/${username}/reversal`, { since })
  await forum.settle()
}

test('a ticket follows its thread through a merge and its undo', async () => {
  const { thread, other, stray } = await scene()
  await merge(stray, thread.id, other.id)
  expect(await marksOf(other.id)).toContain('escalation')
  await reverse(stray)
  expect(await marksOf(thread.id)).toContain('escalation')
  expect(await marksOf(other.id)).not.toContain('escalation')
})

test('tickets of the other thread and newer tickets stay after the undo', async () => {
  const { thread, author, categoryId, stray } = await scene()
  const owner = await forum.user()
  const other = await createThread(owner, categoryId)
  await escalate(owner, other.id)
  await merge(stray, thread.id, other.id)
  const late = await forum.user()
  await reply(late, other.id)
  await escalate(late, other.id)
  await reverse(stray)
  const rows = await forum.connection.db.select().from(tickets)
  const placeOf = (by: Client) => rows.find(({ requesterId }) => requesterId === by.id)?.threadId
  expect([author, owner, late].map(placeOf)).toEqual([thread.id, other.id, other.id])
})

test('after two merges a ticket returns to the thread it was escalated from', async () => {
  const { thread, categoryId, other, stray } = await scene()
  const third = await createThread(await forum.user(), categoryId)
  await merge(stray, thread.id, other.id)
  await merge(stray, other.id, third.id)
  expect(await marksOf(third.id)).toContain('escalation')
  await reverse(stray)
  expect(await marksOf(thread.id)).toContain('escalation')
  for (const { id } of [other, third]) expect(await marksOf(id)).not.toContain('escalation')
})
