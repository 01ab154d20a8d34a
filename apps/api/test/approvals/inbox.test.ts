import { beforeAll, expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { sendPageForm } from '../pages/sending-forms.ts'
import { waitingApproval } from './requested.ts'

const forum = startForum({ web: true })
let first: Client
let second: Client

beforeAll(async () => {
  first = await forum.user({ role: 'admin' })
  second = await forum.user({ role: 'admin' })
})

const inbox = async (of: Client) => (await of.get('/approvals')).body

/** Has power over moderation wait for a new member. */
async function proposed() {
  const member = await forum.user()
  const duties = { role: 'staff', capabilities: ['moderation'] }
  expect((await first.put(`/users/${member.username}/role`, duties)).status).toBe(202)
  const { items } = await inbox(first)
  const change = items.find(({ username }: { username: string }) => username === member.username)
  return { member, id: change.id as number, can: change.can }
}

test('who proposed a change takes it back, and others find nothing to take back', async () => {
  const { id, can } = await proposed()
  expect(can).toEqual({ approve: false, refuse: false, withdraw: true })
  expect((await second.post(`/approvals/${id}/withdrawal`)).status).toBe(404)
  expect((await first.post(`/approvals/${id}/withdrawal`)).status).toBe(204)
  expect((await second.post(`/approvals/${id}/approval`)).status).toBe(404)
  expect((await inbox(first)).items).toEqual([])
})

test('who proposed a refused change reads by whom and why, and others do not', async () => {
  const { id } = await proposed()
  expect((await second.post(`/approvals/${id}/refusal`, { reason: ' ' })).status).toBe(422)
  const reason = 'Nobody told the team about it.'
  expect((await second.post(`/approvals/${id}/refusal`, { reason })).status).toBe(204)
  const refused = { id, state: 'refused', reason, decidedBy: second.username }
  expect((await inbox(first)).decided).toContainEqual(expect.objectContaining(refused))
  expect((await inbox(second)).decided).toEqual([])
})

test('a member sees what they would gain, and of the others nothing', async () => {
  const { id: other } = await proposed()
  const member = await forum.user()
  const subject = { userId: member.id, power: 'moderation' } as const
  const gain = { kind: 'role_power', subject, by: first.id, gainsById: member.id } as const
  const id = await waitingApproval(forum, gain)
  expect((await inbox(member)).items.map((item: { id: number }) => item.id)).toEqual([id])
  expect((await inbox(await forum.user())).items).toEqual([])
  expect((await member.post(`/approvals/${id}/refusal`, { reason: 'No.' })).status).toBe(403)
  expect((await member.post(`/approvals/${other}/withdrawal`)).status).toBe(404)
  expect((await member.post(`/approvals/${id}/withdrawal`)).status).toBe(204)
})

test('of an approval and a withdrawal at once one counts', async () => {
  const { id } = await proposed()
  const answers = await Promise.all([
    second.post(`/approvals/${id}/approval`),
    first.post(`/approvals/${id}/withdrawal`)
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 404])
})

test('addresses and forms of the page before lead to this one', async () => {
  const { headers } = await first.inject({ method: 'GET', url: '/pending-changes' })
  expect(headers.location).toBe('/approvals')
  const { id } = await proposed()
  const approval = await sendPageForm(second, '/pending-changes?/confirm', { id: String(id) })
  expect([approval.status, approval.headers.location]).toEqual([308, '/approvals?/approve'])
  const refusal = await sendPageForm(second, '/pending-changes?/stop', { id: String(id) })
  expect([refusal.status, refusal.headers.location]).toEqual([308, '/approvals?/refuse'])
})
