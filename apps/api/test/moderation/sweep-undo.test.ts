import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { users } from '@stoa/accounts/schema'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'

const forum = startForum()
const spam = { reason: 'spam' }

async function spammed() {
  const categoryId = await forum.category()
  const moderator = () => forum.user({ role: 'volunteer', moderates: [categoryId] })
  const [volunteer, other] = [await moderator(), await moderator()]
  const lead = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  const spammer = await forum.user()
  const threads = [await createThread(spammer, categoryId), await createThread(spammer, categoryId)]
  await setTrust(spammer, 'new')
  return { categoryId, volunteer, other, lead, spammer, threads }
}

const setTrust = ({ id }: Client, trust: 'new' | 'basic') =>
  forum.connection.db.update(users).set({ trust }).where(eq(users.id, id))
const sweep = async (by: Client, { username }: Client) =>
  (await by.post(`/users/${username}/sweeps`, spam)).body.id as number
const undo = async (by: Client, { username }: Client, id: number) =>
  (await by.post(`/users/${username}/sweeps/${id}/undo`)).status
const statusOf = async ({ id }: { id: number }) => (await forum.guest.get(`/threads/${id}`)).status
const silencedUntil = async (member: Client) => (await member.get('/me')).body.silencedUntil

type Decision = { id: number; kind: string }

/** The member appeals their newest decision of this kind, and a moderator rejects it. */
async function rejectAppeal(author: Client, by: Client, kind: string) {
  const { items } = (await author.get('/me/decisions')).body as { items: Decision[] }
  const action = items.find((one) => one.kind === kind)!
  const text = 'These were questions about a fee, and nothing else.'
  const appeal = await author.post(`/moderation/actions/${action.id}/appeal`, { text })
  const decided = await by.post(`/moderation/appeals/${appeal.body.id}/decision`, {
    outcome: 'rejected'
  })
  expect(decided.status).toBe(204)
}

test('a hide whose appeal somebody rejected stays when the sweep is undone', async () => {
  const { volunteer, other, spammer, threads } = await spammed()
  const id = await sweep(volunteer, spammer)
  await rejectAppeal(spammer, other, 'hidden')
  expect(await undo(volunteer, spammer, id)).toBe(204)
  expect((await Promise.all(threads.map(statusOf))).sort()).toEqual([200, 404])
})

test('a silence whose appeal somebody rejected stays when the sweep is undone', async () => {
  const { volunteer, lead, spammer } = await spammed()
  const id = await sweep(volunteer, spammer)
  await rejectAppeal(spammer, lead, 'silenced')
  expect(await undo(volunteer, spammer, id)).toBe(204)
  expect(await silencedUntil(spammer)).toEqual(expect.any(String))
})

test('each of two sweeps lifts its own silence, in either order', async () => {
  const { categoryId, volunteer, lead, spammer } = await spammed()
  const first = await sweep(volunteer, spammer)
  const { sanctions } = (await lead.get(`/users/${spammer.username}/sanctions`)).body
  await lead.delete(`/users/${spammer.username}/sanctions/${sanctions[0].id}`)
  await setTrust(spammer, 'basic')
  await createThread(spammer, categoryId)
  const second = await sweep(lead, spammer)
  expect(await undo(volunteer, spammer, first)).toBe(204)
  expect(await silencedUntil(spammer)).toEqual(expect.any(String))
  expect(await undo(lead, spammer, second)).toBe(204)
  expect(await silencedUntil(spammer)).toBeNull()
})
