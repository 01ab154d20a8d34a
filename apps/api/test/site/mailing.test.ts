import { eq, sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { users } from '@stoa/accounts/schema'
import { events } from '@stoa/core/schema'
import { queueMailing } from '@stoa/site/documents'
import { documentMailings } from '@stoa/site/schema'
import { startForum, type Client } from '../forum.ts'
import { sentMails } from '../mails.ts'
import { publish, save } from './publishing.ts'

const forum = startForum()
const unopened = startForum({ opened: false })

const day = 24 * 3600_000
const inDays = (days: number) => new Date(Date.parse(forum.now()) + days * day).toISOString()

let writer: Client
let other: Client

beforeEach(async () => {
  await forum.connection.db.update(users).set({ erasedAt: forum.now() })
  writer = await forum.user({ role: 'admin' })
  other = await forum.user({ role: 'admin' })
})

/** Publishes a version of the terms for a date. */
async function change(slug: string, effectiveAt: string, words = {}) {
  expect((await save(writer, slug, { effectiveAt, ...words })).status).toBe(204)
  expect((await publish(other, slug)).status).toBe(204)
}

const mailingOf = async (slug: string) =>
  (await writer.get(`/documents/${slug}/source`)).body.mailing

const emailOf = async ({ id }: Client) =>
  (await forum.connection.db.select().from(users).where(eq(users.id, id)))[0]?.email ?? ''

async function mailsTo(member: Client) {
  const email = await emailOf(member)
  return (await sentMails(forum)).filter(({ to }) => [to].flat().some((one) => one?.text === email))
}

test('every member is mailed once in their language, whatever mails they chose', async () => {
  const member = await forum.user({ locale: 'zh-CN' })
  const consent = await member.put('/notifications/preferences', {
    items: [{ kind: 'answer', mail: 'never' }]
  })
  expect(consent.status).toBeLessThan(300)
  await change('terms', '2027-03-01T00:00:00Z')
  expect(await mailingOf('terms')).toMatchObject({ number: 1, mailed: 0, total: 3 })
  await forum.settle()
  const [mail, ...more] = await mailsTo(member)
  expect([mail?.subject, more]).toEqual(['《服务条款》的新版本将于 2027年3月1日 生效', []])
  expect(mail?.text).toContain('127.0.0.1:3000更新了《服务条款》')
  expect(mail?.text).toContain(`${forum.origin}/terms/history/1`)
  expect(await mailsTo(writer)).toHaveLength(1)
  expect(await mailingOf('terms')).toMatchObject({ mailed: 3, total: 3, stoppedAt: null })
  expect((await mailingOf('terms')).finishedAt).toBeTruthy()
})

test('closed, unconfirmed and visiting accounts are not mailed', async () => {
  const strangers = [
    await forum.user({ closesAt: inDays(3) }),
    await forum.user({ emailVerifiedAt: null }),
    await forum.user({ visitor: true })
  ]
  await change('privacy', inDays(20))
  const leaving = await forum.user()
  await forum.connection.db
    .update(users)
    .set({ closesAt: inDays(7) })
    .where(eq(users.id, leaving.id))
  await forum.settle()
  for (const one of [...strangers, leaving]) expect(await mailsTo(one)).toEqual([])
  expect(await mailingOf('privacy')).toMatchObject({ mailed: 2, total: 2 })
})

test('corrections, other pages and a forum not opened yet mail nobody', async () => {
  await change('about', inDays(20))
  await save(writer, 'rules', { material: false })
  await publish(other, 'rules')
  expect([await mailingOf('about'), await mailingOf('rules')]).toEqual([null, null])
  const admin = await unopened.user({ role: 'admin' })
  await save(admin, 'terms')
  await publish(admin, 'terms')
  expect((await admin.get('/documents/terms/source')).body.mailing).toBeNull()
})

test('a version for the same date stops the mails about the one before', async () => {
  const date = inDays(30)
  await change('rules', date)
  await change('rules', date, { body: 'Be kinder.' })
  await forum.settle()
  const subjects = (await mailsTo(writer)).map(({ text }) => /history\/\d/.exec(text ?? '')?.[0])
  expect(subjects).toEqual(['history/3'])
  const rows = await forum.connection.db.select().from(documentMailings)
  expect(rows.filter(({ stoppedAt }) => stoppedAt !== null)).toHaveLength(1)
})

test('two jobs at once queue each of many members once', async () => {
  const { db } = forum.connection
  await db.execute(sql`insert into users (username, username_key, email, email_verified_at, created_at)
    select 'crowd' || n, 'crowd' || n, n || '@crowd.test',
      ${forum.now()}::timestamptz, ${forum.now()}::timestamptz
    from generate_series(1, 1200) n`)
  await change('terms', inDays(40), { body: 'New terms.' })
  await forum.dropEvents()
  const [row] = await db
    .select()
    .from(documentMailings)
    .orderBy(sql`started_at desc`)
  const queue = () => queueMailing(forum.context(), row?.versionId ?? 0)
  for (let round = 0; round < 3; round += 1) await Promise.all([queue(), queue()])
  const due = await db.select().from(events).where(eq(events.type, 'document.member_mail_due'))
  const ids = due.map(({ payload }) => (payload as { userId: number }).userId)
  expect([ids.length, new Set(ids).size]).toEqual([1202, 1202])
  expect(await mailingOf('terms')).toMatchObject({ total: 1202, mailed: 0 })
})
