import { beforeAll, expect, test } from 'vitest'
import { after } from '@stoa/core'
import { startForum, type Client } from '../forum.ts'
import { announce, announcer, approve, draft, publish } from './writing.ts'

const forum = startForum()
let author: Client
let colleague: Client
beforeAll(async () => {
  author = await announcer(forum)
  colleague = await announcer(forum)
})

type Approver = { username: string; notifiedAt: string | null }
type Note = { kind: string; url: string }

const shown = async (client: Client, id: number) => (await client.get(`/announcements/${id}`)).body
const approversOf = async (id: number): Promise<Approver[]> =>
  (await shown(author, id)).announcement.approvers
const namesOf = (approvers: Approver[]) => approvers.map(({ username }) => username)

const notes = async (client: Client, id: number) => {
  await forum.settle()
  const { items } = (await client.get('/notifications')).body as { items: Note[] }
  const about = new RegExp(`^/announcements/${id}(/|$)`)
  return items.filter(({ kind, url }) => kind === 'announcement_approval' && about.test(url)).length
}

test('those who can approve are named and notified, nobody else', async () => {
  const desk = await forum.user({ role: 'staff', capabilities: ['desk'] })
  const id = await draft(author, { type: 'risk' })
  expect(await approversOf(id)).toEqual([])
  await publish(author, id)
  expect(await approversOf(id)).toContainEqual({ username: colleague.username, notifiedAt: null })
  expect(await notes(colleague, id)).toBe(1)
  expect([await notes(author, id), await notes(desk, id)]).toEqual([0, 0])
  const approvers = await approversOf(id)
  const notifiedAt: unknown = expect.any(String)
  expect(approvers).toContainEqual({ username: colleague.username, notifiedAt })
  for (const { username } of [author, desk]) expect(namesOf(approvers)).not.toContain(username)
  const source = (await author.get(`/announcements/${id}/source`)).body
  expect(source.approvers).toEqual(approvers)
  await approve(colleague, id)
  expect(await approversOf(id)).toEqual([])
  expect((await shown(forum.guest, id)).announcement.approvers).toEqual([])
})

test('who wrote a version is not asked, and neither is a suspended colleague', async () => {
  const third = await announcer(forum)
  const admin = await forum.user({ role: 'admin' })
  const id = await announce(author, { type: 'incident' })
  const translations = { en: { title: 'Withdrawals wait', body: 'We work on it.' } }
  await third.patch(`/announcements/${id}`, { type: 'incident', translations })
  const suspend = { kind: 'suspension', reason: 'abuse', until: after(forum.now(), 3600_000) }
  const names = async () => namesOf(await approversOf(id))
  expect(await names()).toContain(colleague.username)
  expect(await names()).not.toContain(third.username)
  const other = await announcer(forum)
  expect(await names()).toContain(other.username)
  const { status } = await admin.post(`/users/${other.username}/sanctions`, suspend)
  expect(status).toBeLessThan(300)
  expect(await names()).not.toContain(other.username)
})

test('of a proposal, authors of the present wording are not asked', async () => {
  const id = await announce(author, { type: 'maintenance' })
  const update = { phase: 'started', translations: { en: 'It began.' } }
  const { id: updateId } = (await colleague.post(`/announcements/${id}/updates`, update)).body
  const third = await announcer(forum)
  const translations = { en: 'See https://partner.example/' }
  await author.patch(`/announcements/${id}/updates/${updateId}`, { translations })
  expect(await notes(third, id)).toBe(1)
  expect(await notes(colleague, id)).toBe(0)
  const [proposal] = (await shown(author, id)).proposals
  expect(namesOf(proposal.approvers)).toContain(third.username)
  for (const { username } of [author, colleague])
    expect(namesOf(proposal.approvers)).not.toContain(username)
  expect((await shown(forum.guest, id)).proposals).toEqual([])
})

test('each version that waits is notified, in place of an unread one', async () => {
  const id = await announce(author, { type: 'incident' })
  const save = async (body: string) => {
    forum.advance(60_000)
    const translations = { en: { title: 'Withdrawals wait', body } }
    const saved = { type: 'incident', translations }
    expect((await author.patch(`/announcements/${id}`, saved)).status).toBeLessThan(300)
    expect(await notes(colleague, id)).toBe(1)
    const { body: inbox } = await colleague.get('/notifications')
    expect(inbox.items[0].url).toMatch(`/announcements/${id}`)
    return { at: inbox.items[0].createdAt as string, approvers: await approversOf(id) }
  }
  const first = await save('See https://partner.example/')
  const second = await save('See https://partner.example/ today')
  expect(second.at > first.at).toBe(true)
  const said = second.approvers.find(({ username }) => username === colleague.username)
  expect((said?.notifiedAt ?? '') >= second.at).toBe(true)
  await colleague.post('/notifications/read', {})
  forum.advance(60_000)
  await author.patch(`/announcements/${id}`, {
    ...{ type: 'incident', translations: { en: { title: 'Withdrawals wait', body: 'a.example' } } }
  })
  expect(await notes(colleague, id)).toBe(2)
})

test('nobody is notified of what was approved or discarded meanwhile', async () => {
  const id = await draft(author, { type: 'risk' })
  await publish(author, id)
  await author.post(`/announcements/${id}/publication/undo`)
  expect(await notes(colleague, id)).toBe(0)
  expect((await author.delete(`/announcements/${id}`)).status).toBe(204)
  const later = await draft(author, { type: 'risk' })
  await publish(author, later)
  expect(await notes(colleague, later)).toBe(1)
  await author.post(`/announcements/${later}/publication/undo`)
  expect((await author.delete(`/announcements/${later}`)).status).toBe(204)
})

test('writers see to how many a notification goes that can still be stopped', async () => {
  const follower = await forum.user()
  await follower.put('/announcements/followed-types/incident', undefined)
  const id = await announce(author, { type: 'incident' })
  const head = async (client: Client) => (await shown(client, id)).announcement
  expect(await head(author)).toMatchObject({ recipients: 1, notifyAt: expect.any(String) })
  expect(await head(forum.guest)).toMatchObject({ recipients: null, notifyAt: null })
  const update = { phase: 'identified', translations: { en: 'We know why.' } }
  const { id: updateId } = (await author.post(`/announcements/${id}/updates`, update)).body
  const first = async (client: Client) => (await shown(client, id)).updates[0]
  expect(await first(author)).toMatchObject({ recipients: 1 })
  expect(await first(forum.guest)).toMatchObject({ recipients: null })
  await author.delete(`/announcements/${id}/updates/${updateId}/notification`)
  expect(await first(author)).toMatchObject({ recipients: null, notifyAt: null })
  expect(await head(author)).toMatchObject({ recipients: 1 })
})
