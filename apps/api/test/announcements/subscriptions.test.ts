import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { deleteEndedSubscriptions, followClock } from '@stoa/announcements'
import { announcementSubscriptions } from '@stoa/announcements/schema'
import { startForum } from '../forum.ts'
import { sentMails } from '../mails.ts'
import { announce, announcer, listServices } from './writing.ts'

const forum = startForum()
let count = 0
const address = () => `reader${(count += 1)}@elsewhere.test`

const subscribe = (email: string, kind = 'type', key = 'maintenance') =>
  forum.guest.post('/announcements/subscriptions', { email, kind, key })

async function mailsTo(email: string) {
  await forum.settle()
  const mails = await sentMails(forum)
  return mails.filter(({ to }) => [to].flat().some((one) => one?.text.includes(email)))
}

const linkIn = (text = '', purpose = 'confirmation') =>
  new RegExp(`/api/v1(/announcements/subscriptions/${purpose}\\?token=\\S+)`).exec(text)?.[1] ?? ''

/** Subscribes and confirms. */
async function subscribed(...topic: [kind?: string, key?: string]) {
  const email = address()
  await subscribe(email, ...topic)
  const [asked] = await mailsTo(email)
  expect((await forum.guest.post(linkIn(asked?.text), undefined)).status).toBe(200)
  return email
}

async function notified() {
  forum.advance(3 * 60_000)
  await followClock(forum.context())
  await forum.settle()
}

beforeAll(async () => {
  await listServices(forum, { deposits: 'Deposits' })
  const admin = await forum.user({ role: 'admin' })
  await admin.post('/announcements/services', {
    key: 'deposits',
    names: { en: 'Deposits', 'zh-CN': '充值' }
  })
})

test('an address gets announcements only after its owner confirmed it', async () => {
  const [stranger, reader] = [address(), await subscribed()]
  await subscribe(stranger)
  await announce(await announcer(forum), { type: 'maintenance' })
  await notified()
  expect((await mailsTo(stranger)).map(({ subject }) => subject)).toEqual([
    expect.stringContaining('Confirm')
  ])
  const [, mail] = await mailsTo(reader)
  expect(mail?.subject).toContain('Withdrawals of USDT are delayed')
  expect(mail?.text).toContain('We know of it and work on it.')
  expect(mail?.text).toContain('is subscribed to “Maintenance”')
})

test('one click ends a subscription and deletes the address', async () => {
  const reader = await subscribed('service', 'deposits')
  const author = await announcer(forum)
  await announce(author, { type: 'feature', services: ['deposits'] })
  await notified()
  const [, mail] = await mailsTo(reader)
  const header = mail?.headers.get('list') as { unsubscribe?: { url: string } } | undefined
  const link = linkIn(header?.unsubscribe?.url, 'unsubscription')
  expect(linkIn(mail?.text, 'unsubscription')).toBe(link)
  expect((await forum.guest.get(link)).text).toContain('<button>')
  expect((await forum.guest.post(link, undefined)).status).toBe(200)
  const rows = await forum.connection.db.select().from(announcementSubscriptions)
  expect(rows.map(({ email }) => email)).not.toContain(reader)
  expect((await forum.guest.post(link, undefined)).status).toBe(404)
})

test('who subscribed to one incident gets its updates, and none of another', async () => {
  const author = await announcer(forum)
  const [id, over] = [await announce(author), await announce(author)]
  await author.post(`/announcements/${over}/expiry`, {})
  expect((await subscribe(address(), 'announcement', String(over))).status).toBe(422)
  const reader = await subscribed('announcement', String(id))
  const [asked] = await mailsTo(reader)
  expect(asked?.text).toContain('Withdrawals of USDT are delayed')
  await announce(author, { type: 'info' })
  await notified()
  expect(await mailsTo(reader)).toHaveLength(2)
  await author.post(`/announcements/${id}/withdrawal`, { correction: { en: 'It was wrong.' } })
  await notified()
  expect(await mailsTo(reader)).toHaveLength(3)
  const addresses = async () => {
    await deleteEndedSubscriptions(forum.context())
    const rows = await forum.connection.db.select().from(announcementSubscriptions)
    return rows.map(({ email }) => email)
  }
  expect(await addresses()).toContain(reader)
  forum.advance(8 * 24 * 3600_000)
  expect(await addresses()).not.toContain(reader)
})

test('who subscribed to type and service gets one mail, and a correction too', async () => {
  const reader = await subscribed('service', 'deposits')
  await subscribe(reader, 'type', 'info')
  const [, second] = await mailsTo(reader)
  await forum.guest.post(linkIn(second?.text), undefined)
  const author = await announcer(forum)
  const id = await announce(author, { type: 'info', services: ['deposits'] })
  await notified()
  expect(await mailsTo(reader)).toHaveLength(3)
  await author.post(`/announcements/${id}/withdrawal`, { correction: { en: 'It was wrong.' } })
  await notified()
  const [correction] = (await mailsTo(reader)).slice(-1)
  expect(correction?.subject).toContain('Withdrawn')
})

test('staff-only announcements reach no address', async () => {
  const reader = await subscribed()
  const hidden = await forum.category({ rule: 'staff_only' })
  await announce(await announcer(forum), { type: 'maintenance', categories: [hidden] })
  await notified()
  expect(await mailsTo(reader)).toHaveLength(1)
})

test('the answer is the same for every address, and a flood ends in no mail', async () => {
  const reader = await subscribed()
  const member = await forum.user()
  const answers = [address(), reader, `${member.username}@example.test`].map((email) =>
    subscribe(email)
  )
  const seen = (await Promise.all(answers)).map(({ status, text }) => `${status} ${text}`)
  expect(new Set(seen)).toEqual(new Set(['202 {"pending":true}']))
  for (let again = 0; again < 6; again += 1) expect((await subscribe(reader)).status).toBe(202)
  expect(await mailsTo(reader)).toHaveLength(5)
})

test('a stranger who types the address again does not change its language', async () => {
  const reader = await subscribed()
  const inChinese = { 'accept-language': 'zh-CN' }
  const again = { email: reader, kind: 'type', key: 'maintenance' }
  expect((await forum.guest.post('/announcements/subscriptions', again, inChinese)).status).toBe(
    202
  )
  const [row] = await forum.connection.db
    .select()
    .from(announcementSubscriptions)
    .where(eq(announcementSubscriptions.email, reader))
  expect(row?.locale).toBe('en')
})

test('an unknown topic, a wrong token and an old link are refused', async () => {
  expect((await subscribe(address(), 'type', 'gossip')).status).toBe(422)
  expect((await subscribe('nobody', 'type', 'info')).status).toBe(422)
  const email = address()
  await subscribe(email)
  const [asked] = await mailsTo(email)
  const link = linkIn(asked?.text)
  expect((await forum.guest.post(`${link}x`, undefined)).status).toBe(404)
  expect(
    (await forum.guest.post(link.replace('confirmation', 'unsubscription'), undefined)).status
  ).toBe(404)
  forum.advance(25 * 3600_000)
  expect((await forum.guest.post(link, undefined)).status).toBe(404)
  await deleteEndedSubscriptions(forum.context())
  const rows = await forum.connection.db.select().from(announcementSubscriptions)
  expect(rows.map((row) => row.email)).not.toContain(email)
})
