import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { announce, announcer, draft, words } from './writing.ts'

const forum = startForum()
const read = async (url: string) => {
  const { text, ...answer } = await forum.guest.inject({ method: 'GET', url })
  return { ...answer, text, lines: text.replaceAll('\r\n ', '').split('\r\n') }
}
const day = 24 * 3600_000
const inDays = (days: number) => new Date(Date.parse(forum.now()) + days * day).toISOString()
const compact = (time: string) => time.replace(/[-:]|\.\d+/g, '')
const maintenance = (startsAt: string, endsAt: string) => ({
  type: 'maintenance',
  startsAt,
  endsAt
})

test('a calendar has the windows of maintenance in UTC, lines folded at 75 bytes', async () => {
  const author = await announcer(forum)
  const [start, end] = [inDays(2), inDays(3)]
  const title = `升级撮合系统; spot, futures ${'维护'.repeat(20)}`
  const translations = { 'zh-CN': { title, body: '期间**暂停**交易。' } }
  const id = await announce(author, { ...maintenance(start, end), translations })
  const { headers, text, lines } = await read('/announcements/maintenance.ics?lang=en')
  expect(headers['content-type']).toBe('text/calendar; charset=utf-8')
  expect(lines).toContain(`UID:announcement-${id}@127.0.0.1`)
  expect(lines).toContain(`DTSTART:${compact(start)}`)
  expect(lines).toContain(`DTEND:${compact(end)}`)
  expect(lines).toContain(`SUMMARY:${title.replace(/[;,]/g, '\\$&')}`)
  expect(lines).toContain('DESCRIPTION:期间暂停交易。')
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
})

test('changes, updates and a cancellation keep the UID and raise the sequence', async () => {
  const author = await announcer(forum)
  const input = { translations: words, ...maintenance(inDays(1), inDays(2)) }
  const id = await announce(author, input)
  const event = async () => (await read(`/announcements/${id}/calendar.ics`)).lines
  const sequences: string[] = []
  const note = async () =>
    sequences.push((await event()).find((line) => line.startsWith('SEQUENCE')) ?? '')
  await note()
  await author.patch(`/announcements/${id}`, { ...input, type: 'maintenance', endsAt: inDays(4) })
  await note()
  await author.post(`/announcements/${id}/updates`, {
    ...{ phase: 'started', translations: { en: 'It goes on.' } }
  })
  await note()
  await author.post(`/announcements/${id}/withdrawal`, { correction: { en: 'Not this week.' } })
  await note()
  expect(sequences).toEqual(['SEQUENCE:1', 'SEQUENCE:2', 'SEQUENCE:3', 'SEQUENCE:4'])
  expect(await event()).toEqual(
    expect.arrayContaining([
      ...['STATUS:CANCELLED', `UID:announcement-${id}@127.0.0.1`],
      'DESCRIPTION:Not this week.'
    ])
  )
})

test('calendar and sitemap have only what guests may read', async () => {
  const author = await announcer(forum)
  const window = maintenance(inDays(5), inDays(6))
  const hidden = await forum.category({ rule: 'staff_only' })
  const [open, staffOnly] = [
    await announce(author, window),
    await announce(author, { ...window, categories: [hidden] })
  ]
  const unpublished = await draft(author, window)
  const info = await announce(author)
  const { text } = await read('/announcements/maintenance.ics')
  const listed = (await read('/sitemap/announcements.xml')).text
  for (const id of [staffOnly, unpublished]) {
    expect(text).not.toContain(`announcement-${id}@`)
    expect(listed).not.toContain(`/announcements/${id}/`)
    expect((await read(`/announcements/${id}/calendar.ics`)).status).toBe(404)
  }
  expect(text).toContain(`announcement-${open}@`)
  expect((await read(`/announcements/${info}/calendar.ics`)).status).toBe(404)
  for (const id of [open, info]) expect(listed).toContain(`/announcements/${id}/`)
})

test('the sitemap says when an announcement changed, and forgets a withdrawn one', async () => {
  const author = await announcer(forum)
  const id = await announce(author)
  const entry = async () =>
    (await read('/sitemap/announcements.xml')).text
      .split('<url>')
      .find((one) => one.includes(`/announcements/${id}/`))
  const { body } = await forum.guest.get(`/announcements/${id}`)
  expect(await entry()).toContain(`<lastmod>${body.announcement.changedAt}</lastmod>`)
  expect((await read('/sitemap.xml')).text).toContain('/sitemap/announcements.xml')
  await author.post(`/announcements/${id}/withdrawal`, { correction: { en: 'It was wrong.' } })
  expect(await entry()).toBeUndefined()
})
