import { expect, test } from 'vitest'
import { followClock, recordResolved } from '@stoa/announcements'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'
import { announce, announcer } from './writing.ts'

const forum = startForum()

/** An incident, and somebody else's thread that a volunteer can link to it. */
async function incidentWithThread() {
  const author = await announcer(forum)
  const categoryId = await forum.category()
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const asker = await forum.user()
  const id = await announce(author, { type: 'incident', severity: 'critical' })
  const thread = await createThread(asker, categoryId, {
    title: 'USDT withdrawal is delayed for hours'
  })
  const path = `/threads/${thread.id}/announcements/${id}`
  return { author, volunteer, asker, categoryId, id, thread, path }
}

const update = (author: Client, id: number, phase: string) =>
  author.post(`/announcements/${id}/updates`, { phase, translations: { en: `Now ${phase}.` } })

/** Advances the clock by minutes and sends due notifications. */
async function minutesLater(minutes: number) {
  await forum.settle()
  forum.advance(minutes * 60_000)
  await followClock(forum.context())
  await forum.settle()
}

test('a linked thread and announcement show each other, in the reader’s language', async () => {
  const { volunteer, thread, id, path } = await incidentWithThread()
  expect((await volunteer.put(path)).status).toBe(204)
  const chinese = { 'accept-language': 'zh-CN' }
  const { announcements, history } = (await forum.guest.get(`/threads/${thread.id}`, chinese)).body
  expect(announcements).toMatchObject([{ id, title: 'USDT 提币延迟', phase: 'investigating' }])
  expect(history.map(({ kind }: { kind: string }) => kind)).toEqual(['announcement_linked'])
  const { threads } = (await forum.guest.get(`/announcements/${id}`)).body
  expect(threads).toMatchObject([{ id: thread.id }])
  await volunteer.delete(path)
  expect((await forum.guest.get(`/threads/${thread.id}`)).body.announcements).toEqual([])
})

test('links by moderators are logged, and readers see only their role', async () => {
  const { volunteer, author, path } = await incidentWithThread()
  await volunteer.put(path)
  await volunteer.delete(path)
  const newest = async (client: Client) =>
    (await client.get('/moderation/log')).body.items
      .slice(0, 2)
      .map(({ kind, actor }: { kind: string; actor: string | null }) => [kind, actor])
  const kinds = ['announcement_unlinked', 'announcement_linked']
  expect(await newest(forum.guest)).toEqual(kinds.map((kind) => [kind, null]))
  expect(await newest(author)).toEqual(kinds.map((kind) => [kind, volunteer.username]))
})

test('a linked thread shows the announcement’s present state', async () => {
  const { author, volunteer, thread, id, path } = await incidentWithThread()
  await volunteer.put(path)
  expect((await update(author, id, 'monitoring')).status).toBe(201)
  expect((await update(author, id, 'finished')).status).toBe(422)
  const { announcements, thread: head } = (await forum.guest.get(`/threads/${thread.id}`)).body
  expect(announcements).toMatchObject([{ phase: 'monitoring' }])
  expect(head.marks).toMatchObject([{ kind: 'announcement', state: 'monitoring' }])
})

test('a resolved incident adds one line per linked thread and one notice per reader', async () => {
  const { author, volunteer, asker, categoryId, thread, id, path } = await incidentWithThread()
  const second = await createThread(asker, categoryId)
  const same = await forum.user()
  await same.put(`/threads/${thread.id}/me-too`)
  await volunteer.put(path)
  await volunteer.put(`/threads/${second.id}/announcements/${id}`)
  await minutesLater(2)
  await asker.put('/announcements/followed-types/incident')
  await update(author, id, 'resolved')
  await minutesLater(2)
  await recordResolved(forum.context(), id)
  const told = async (client: Client) =>
    (await client.get('/notifications')).body.items.map(({ kind }: { kind: string }) => kind)
  expect(await told(asker)).toEqual(['incident_resolved'])
  expect(await told(same)).toEqual(['incident_resolved'])
  for (const { id } of [thread, second]) {
    const { history } = (await forum.guest.get(`/threads/${id}`)).body
    expect(history).toMatchObject([
      { kind: 'announcement_linked' },
      { kind: 'announcement_resolved' }
    ])
  }
})

test('a second end is announced as an update to followers, not again in threads', async () => {
  const { author, volunteer, asker, id, path } = await incidentWithThread()
  const follower = await forum.user()
  await minutesLater(2)
  await follower.put('/announcements/followed-types/incident')
  await volunteer.put(path)
  await Promise.all([update(author, id, 'resolved'), update(author, id, 'resolved')])
  await minutesLater(2)
  await update(author, id, 'resolved')
  await minutesLater(2)
  const told = async (client: Client) =>
    (await client.get('/notifications')).body.items.map(({ kind }: { kind: string }) => kind)
  expect(await told(asker)).toEqual(['incident_resolved'])
  const [first, second, end] = await told(follower)
  expect([first, second, end].sort()).toEqual([
    ...['announcement_update', 'announcement_update', 'incident_resolved']
  ])
})

test('new threads about an incident are suggested to those who may link them', async () => {
  const { volunteer, thread, id, path, categoryId } = await incidentWithThread()
  await createThread(await forum.user(), categoryId, { title: 'Which fees apply to futures?' })
  const suggested = async (client: Client) =>
    (await client.get('/announcements/link-suggestions')).body.items
      .filter((item: { announcement: { id: number } }) => item.announcement.id === id)
      .map((item: { thread: { id: number } }) => item.thread.id)
  expect(await suggested(volunteer)).toEqual([thread.id])
  const stranger = await forum.user({ role: 'volunteer', moderates: [await forum.category()] })
  expect(await suggested(stranger)).toEqual([])
  await volunteer.put(path)
  expect(await suggested(volunteer)).toEqual([])
})

test('a title being typed finds current announcements, in both scripts', async () => {
  const { id } = await incidentWithThread()
  const found = async (title: string) =>
    (
      await forum.guest.get(`/announcements/matching?title=${encodeURIComponent(title)}`)
    ).body.items.map((item: { id: number }) => item.id)
  expect(await found('My withdrawal of USDT does not arrive')).toContain(id)
  expect(await found('提幣延遲了兩個小時')).toContain(id)
  expect(await found('How do I change my avatar?')).toEqual([])
})

test('an incident of the chosen category is found whatever the title says', async () => {
  const [chosen, other] = [await forum.category(), await forum.category()]
  const author = await announcer(forum)
  const id = await announce(author, { type: 'incident', categories: [chosen] })
  const found = async (categoryId: number) => {
    const path = `/announcements/matching?title=Avatar&categoryId=${categoryId}`
    return (await forum.guest.get(path)).body.items.map((item: { id: number }) => item.id)
  }
  expect(await found(chosen)).toContain(id)
  expect(await found(other)).not.toContain(id)
  await author.post(`/announcements/${id}/updates`, {
    ...{ phase: 'resolved', translations: { en: 'It works again.' } }
  })
  expect(await found(chosen)).not.toContain(id)
})

test('an announcement opens a discussion thread and closes it when it is over', async () => {
  const author = await announcer(forum)
  const values = { discussion: 'open_until_expiry', categories: [await forum.category()] }
  const id = await announce(author, values)
  await forum.settle()
  const { discussion } = (await forum.guest.get(`/announcements/${id}`)).body.announcement
  const { thread, posts } = (await forum.guest.get(`/threads/${discussion.id}`)).body
  expect(thread).toMatchObject({
    closed: false,
    marks: [{ kind: 'announcement', ref: String(id) }]
  })
  expect(posts[0]).toMatchObject({ official: true, author: { username: author.username } })
  await author.post(`/announcements/${id}/expiry`)
  await forum.settle()
  expect((await forum.guest.get(`/threads/${discussion.id}`)).body.thread.closed).toBe(true)
})

test('an end withdrawn before its notification is not announced in linked threads', async () => {
  const { author, volunteer, asker, id, path } = await incidentWithThread()
  await volunteer.put(path)
  await update(author, id, 'resolved')
  await author.post(`/announcements/${id}/withdrawal`, { correction: { en: 'It goes on.' } })
  await minutesLater(3)
  expect((await asker.get('/notifications')).body.items).toEqual([])
})

test('linked announcements cost no further statement', async () => {
  const { volunteer, asker, thread, path } = await incidentWithThread()
  const show = () => asker.get(`/threads/${thread.id}`)
  await show()
  const before = await forum.count(show)
  await volunteer.put(path)
  await show()
  expect(await forum.count(show)).toBe(before)
})
