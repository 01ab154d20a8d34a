import { expect, test } from 'vitest'
import { after } from '@stoa/core'
import { startForum, type Client } from '../forum.ts'
import { announce, announcer, approve, draft, publish, revisionOf, words } from './writing.ts'

const forum = startForum()
const elsewhere = { en: { title: 'A new partner', body: 'See https://partner.example/offer' } }

test('staff without the capability write no announcements', async () => {
  const staff = await forum.user({ role: 'staff' })
  const answer = await staff.post('/announcements', { type: 'info', translations: words })
  expect(answer).toMatchObject({ status: 403, body: { code: 'capability_missing' } })
  expect((await staff.get('/announcements/work')).status).toBe(403)
})

test('a risk warning waits for a second person who wrote no version', async () => {
  const [author, other] = [await announcer(forum), await announcer(forum)]
  const id = await draft(author, { type: 'risk' })
  expect((await publish(author, id)).body.state).toBe('awaiting')
  expect((await forum.guest.get(`/announcements/${id}`)).status).toBe(404)
  const own = await approve(author, id)
  expect(own).toMatchObject({ status: 403, body: { code: 'second_person_needed' } })
  expect((await approve(other, id)).body.state).toBe('published')
  expect((await forum.guest.get(`/announcements/${id}`)).status).toBe(200)
})

test('an announcement with an unofficial address waits too', async () => {
  const author = await announcer(forum)
  const id = await draft(author, { translations: elsewhere })
  expect((await publish(author, id)).body.state).toBe('awaiting')
  const inside = { en: { title: 'Read the rules', body: `See ${forum.origin}/rules` } }
  expect(await announce(author, { translations: inside })).toBeGreaterThan(0)
})

test('an incident is published before its approval, unless it leads elsewhere', async () => {
  const [author, other] = [await announcer(forum), await announcer(forum)]
  const id = await announce(author, { type: 'incident', severity: 'critical' })
  const waiting = async () =>
    (await other.get('/announcements/work')).body.items.find(
      (item: { id: number }) => item.id === id
    )
  expect(await waiting()).toMatchObject({ mayApprove: true })
  expect((await approve(other, id)).status).toBe(200)
  expect(await waiting()).toBeUndefined()
  const linked = await draft(author, { type: 'incident', translations: elsewhere })
  expect((await publish(author, linked)).body.state).toBe('awaiting')
})

test('a changed public warning keeps its old version until the new one is approved', async () => {
  const [author, other] = [await announcer(forum), await announcer(forum)]
  const id = await draft(author, { type: 'risk' })
  await publish(author, id)
  await approve(other, id)
  const translations = { en: { title: 'Fake support calls users', body: 'Hang up at once.' } }
  const saved = await author.patch(`/announcements/${id}`, { type: 'risk', translations })
  expect(saved.body).toMatchObject({ pending: true, revision: 2 })
  const title = async () => (await forum.guest.get(`/announcements/${id}`)).body.announcement.title
  expect(await title()).toBe(words.en.title)
  await approve(other, id)
  expect(await title()).toBe('Fake support calls users')
  const { items } = (await forum.guest.get(`/announcements/${id}/revisions`)).body
  expect(items.map(({ number }: { number: number }) => number)).toEqual([2, 1])
  expect(items[0].editor).toBeNull()
})

test('nobody approves an announcement of which they wrote a version', async () => {
  const [author, other, third] = await Promise.all([1, 2, 3].map(() => announcer(forum)))
  const id = await draft(author!, { type: 'risk' })
  await publish(author!, id)
  await approve(other!, id)
  const translations = { en: { title: 'Fake support calls users', body: 'Hang up at once.' } }
  await other!.patch(`/announcements/${id}`, { type: 'risk', translations })
  const answers = [await approve(author!, id), await approve(other!, id)]
  expect(answers.map(({ body }) => body.code)).toEqual(Array(2).fill('second_person_needed'))
  expect((await approve(third!, id)).status).toBe(200)
})

test('an approved and scheduled announcement waits again after a change', async () => {
  const [author, other] = [await announcer(forum), await announcer(forum)]
  const publishAt = after(forum.now(), 3600_000)
  const values = { type: 'risk', publishAt, translations: words }
  const id = await draft(author, values)
  await publish(author, id)
  expect((await approve(other, id)).body.state).toBe('scheduled')
  await author.patch(`/announcements/${id}`, { ...values, severity: 'critical' })
  const { items } = (await other.get('/announcements/work')).body
  expect(items.find((item: { id: number }) => item.id === id)).toMatchObject({ state: 'awaiting' })
})

test('two parallel approvals publish once', async () => {
  const [author, ...others] = await Promise.all([1, 2, 3].map(() => announcer(forum)))
  const id = await draft(author!, { type: 'risk' })
  await publish(author!, id)
  const answers = await Promise.all(others.map((one) => approve(one, id)))
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  const { announcement } = (await author!.get(`/announcements/${id}`)).body
  expect(announcement).toMatchObject({ state: 'published', publicRevision: 1 })
})

test('an approval publishes what was read, never what is saved at that moment', async () => {
  const [author, ...others] = await Promise.all([1, 2, 3].map(() => announcer(forum)))
  const translations = { en: { title: 'Fake support calls users', body: 'Hang up at once.' } }
  for (const turn of Array(12).keys()) {
    const id = await draft(author!, { type: 'risk' })
    await publish(author!, id)
    const path = `/announcements/${id}`
    const read = await revisionOf(author!, id)
    const approving = others.map((one) => () => one.post(`${path}/approval`, read))
    const saving = () => author!.patch(path, { type: 'risk', translations, ...read })
    const acts = [...approving.slice(0, turn % 3), saving, ...approving.slice(turn % 3)]
    const answers = await Promise.all(acts.map((act) => act()))
    const approved = answers.some(({ status, body }) => status === 200 && !('pending' in body))
    const { status, body } = await forum.guest.get(path)
    expect(approved ? body.announcement.title : status).toBe(approved ? words.en.title : 404)
  }
})

const leading = { en: 'Read https://partner.example/fix first.' }
type Proposal = { id: number; mayApprove: boolean; snapshot: { revision: string } }
const proposalsOf = async (client: Client, id: number) =>
  (await client.get(`/announcements/${id}`)).body.proposals as Proposal[]

test('an update that leads elsewhere is published after a second person approved it', async () => {
  const [author, other] = [await announcer(forum), await announcer(forum)]
  const id = await announce(author, { type: 'maintenance' })
  const update = { phase: 'started', translations: leading }
  const said = await author.post(`/announcements/${id}/updates`, update)
  expect(said).toMatchObject({ status: 201, body: { id: null } })
  const [proposal] = await proposalsOf(author, id)
  expect(proposal).toMatchObject({ phase: 'started', mayApprove: false })
  expect((await forum.guest.get(`/announcements/${id}`)).body).toMatchObject({
    ...{ updates: [], proposals: [] },
    announcement: { phase: 'planned' }
  })
  const path = `/announcements/${id}/proposals/${proposal?.id}/approval`
  const read = { revision: proposal?.snapshot.revision }
  expect((await author.post(path, read)).body.code).toBe('second_person_needed')
  const third = await announcer(forum)
  const approvals = await Promise.all([other.post(path, read), third.post(path, read)])
  expect(approvals.map(({ status }) => status).sort()).toEqual([204, 404])
  const { updates, announcement } = (await forum.guest.get(`/announcements/${id}`)).body
  expect(updates).toMatchObject([{ phase: 'started' }])
  expect(announcement.phase).toBe('started')
})

test('withdrawing needs one person; a correction that leads elsewhere follows later', async () => {
  const [author, other] = [await announcer(forum), await announcer(forum)]
  const id = await announce(author)
  const withdrawn = await author.post(`/announcements/${id}/withdrawal`, { correction: leading })
  expect(withdrawn.body).toEqual({ pending: true, outside: ['https://partner.example/fix'] })
  const shown = async () => (await forum.guest.get(`/announcements/${id}`)).body.announcement
  expect(await shown()).toMatchObject({ state: 'withdrawn', html: '', correction: { html: '' } })
  const waiting = (await other.get('/announcements/work')).body.items
  expect(waiting.find((item: { id: number }) => item.id === id)).toMatchObject({ proposed: true })
  const [proposal] = await proposalsOf(other, id)
  const read = { revision: proposal?.snapshot.revision }
  await other.post(`/announcements/${id}/proposals/${proposal?.id}/approval`, read)
  expect((await shown()).correction.html).toContain('partner.example')
})

/** A public risk warning of somebody, approved by another. */
async function warning() {
  const [author, other] = [await announcer(forum), await announcer(forum)]
  const id = await draft(author, { type: 'risk' })
  await publish(author, id)
  await approve(other, id)
  return { author, other, id }
}

const withdrawWith = (client: Client, id: number, en: string) =>
  client.post(`/announcements/${id}/withdrawal`, { correction: { en } })

const opposite = 'We were wrong: support does call customers.'

test('a warning is withdrawn by one person, and corrected by two', async () => {
  const { author, other, id } = await warning()
  expect((await withdrawWith(author, id, opposite)).body).toEqual({ pending: true, outside: [] })
  const shown = async () => (await forum.guest.get(`/announcements/${id}`)).body.announcement
  expect(await shown()).toMatchObject({ state: 'withdrawn', html: '', correction: { html: '' } })
  const [proposal] = await proposalsOf(author, id)
  expect(proposal).toMatchObject({ mayApprove: false, mayClean: false })
  const path = `/announcements/${id}/proposals/${proposal?.id}`
  const read = { revision: proposal?.snapshot.revision }
  expect((await author.post(`${path}/approval`, read)).body.code).toBe('second_person_needed')
  expect((await author.post(`${path}/publication`, read)).body.code).toBe('announcement_not_draft')
  expect((await shown()).correction.html).toBe('')
  expect((await other.post(`${path}/approval`, read)).status).toBe(204)
  expect((await shown()).correction.html).toContain('support does call')
})

test('a correction replaces one that waits, until one is public', async () => {
  const { author, other, id } = await warning()
  await withdrawWith(author, id, opposite)
  expect((await withdrawWith(author, id, 'Support never calls.')).body.pending).toBe(true)
  const [proposal, ...others] = await proposalsOf(other, id)
  expect(others).toEqual([])
  const read = { revision: proposal?.snapshot.revision }
  await other.post(`/announcements/${id}/proposals/${proposal?.id}/approval`, read)
  const again = await withdrawWith(author, id, opposite)
  expect(again).toMatchObject({ status: 409, body: { code: 'announcement_not_public' } })
})

test('a public warning keeps its protection when it is turned into another type', async () => {
  const { author, id } = await warning()
  const translations = { en: { title: 'Please answer', body: opposite } }
  const saved = await author.patch(`/announcements/${id}`, { type: 'info', translations })
  expect(saved.body).toMatchObject({ pending: true })
  const source = (await author.get(`/announcements/${id}/source`)).body
  expect(source).toMatchObject({ needsSecondPerson: true, approvalMayFollow: false })
  const path = `/announcements/${id}/publication/without-outside`
  expect((await author.post(path, await revisionOf(author, id))).status).toBe(409)
  const { announcement } = (await forum.guest.get(`/announcements/${id}`)).body
  expect(announcement).toMatchObject({ type: 'risk', title: words.en.title })
})

test('the correction of an incident is public before its approval, as it was', async () => {
  const [author, other] = [await announcer(forum), await announcer(forum)]
  const id = await announce(author, { type: 'incident' })
  expect((await withdrawWith(author, id, 'All is well.')).body.pending).toBe(false)
  const shown = async () =>
    (await forum.guest.get(`/announcements/${id}`)).body.announcement.correction.html
  expect(await shown()).toContain('All is well.')
  const [proposal] = await proposalsOf(other, id)
  expect(proposal).toMatchObject({ mayApprove: true, mayClean: false })
  await other.delete(`/announcements/${id}/proposals/${proposal?.id}`)
  expect(await shown()).toBe('')
})

test('an approval that would undo a newer update has to name it', async () => {
  const [author, other] = [await announcer(forum), await announcer(forum)]
  const id = await announce(author, { type: 'incident' })
  const update = (phase: string, translations: object) =>
    author.post(`/announcements/${id}/updates`, { phase, translations })
  await update('monitoring', leading)
  expect(await proposalsOf(other, id)).toMatchObject([{ newer: null }])
  forum.advance(60_000)
  const { id: resolved } = (await update('resolved', { en: 'All is well.' })).body
  const [proposal] = await proposalsOf(other, id)
  expect(proposal).toMatchObject({ newer: { id: resolved, phase: 'resolved' } })
  const path = `/announcements/${id}/proposals/${proposal?.id}`
  const read = { revision: proposal?.snapshot.revision }
  for (const act of ['approval', 'publication'])
    expect(await other.post(`${path}/${act}`, read)).toMatchObject({
      ...{ status: 409, body: { code: 'announcement_newer_update', phase: 'resolved' } }
    })
  const phase = async () => (await forum.guest.get(`/announcements/${id}`)).body.announcement.phase
  expect(await phase()).toBe('resolved')
  expect((await other.post(`${path}/approval`, { ...read, despite: resolved })).status).toBe(204)
  expect(await phase()).toBe('monitoring')
})

test('every writer can discard a proposal, nobody else', async () => {
  const author = await announcer(forum)
  const id = await announce(author)
  await author.post(`/announcements/${id}/withdrawal`, { correction: leading })
  const [proposal] = await proposalsOf(author, id)
  const path = `/announcements/${id}/proposals/${proposal?.id}`
  expect((await (await forum.user({ role: 'staff' })).delete(path)).status).toBe(403)
  expect((await (await announcer(forum)).delete(path)).status).toBe(204)
  expect(await proposalsOf(author, id)).toEqual([])
})
