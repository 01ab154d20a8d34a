import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isNotNull } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { secondFactors } from '@stoa/accounts/schema'
import { settings } from '@stoa/core/schema'
import { queueDigests, queueFolded } from '@stoa/notifications'
import { invalidateCategories } from '@stoa/threads'
import { wakeReceivers } from '@stoa/webhooks'
import { backUp } from '../../src/backup/backup.ts'
import { restore } from '../../src/backup/restore.ts'
import { resume } from '../../src/cli/backup.ts'
import { examine } from '../../src/doctor/doctor.ts'
import { createMetrics } from '../../src/metrics/index.ts'
import { agreed, makeAccount, openBrowser, password, signedIn } from '../accounts/browser.ts'
import { lastMailTo, mailsTo } from '../accounts/mailbox.ts'
import { letPostMailsLeave } from '../notifications/mailbox.ts'
import { announce, announcer } from '../announcements/writing.ts'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'
import { startReceiver } from '../webhooks/receiver.ts'
import { from, to } from './places.ts'

const former = startForum({ loopback: true })
const forum = startForum({ loopback: true })
const receiver = startReceiver()
const minute = 60_000
const asker = 'asker@example.test'
let thread: Awaited<ReturnType<typeof createThread>>
let helper: Client

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'stoa-backup-'))
  await fillFormer()
  await backUp(former, to(join(folder, 'forum.backup')), () => {})
  await restore(forum, from(join(folder, 'forum.backup')), () => {})
  invalidateCategories(forum.ports)
  forum.advance(minute)
  helper = await forum.user({ username: 'late_helper', email: 'late_helper@example.test' })
  afterAll(() => rm(folder, { recursive: true }))
})

/**
 * Fills the original forum: when the backup is made, the first answer to a question was mailed, and
 * the mail of the second is due.
 */
async function fillFormer() {
  const admin = await former.user({ role: 'admin' })
  const works = { name: 'mail_works', value: true, updatedAt: former.now() }
  await former.connection.db.insert(settings).values(works)
  const hook = { name: 'Page', url: `${receiver.origin}/hook`, events: ['announcement.published'] }
  await admin.post('/webhooks', hook)
  const user = await former.user({ username: 'asker', email: asker, locale: 'en' })
  const lost = { lostAt: former.now(), lossNotifiedAt: former.now(), confirmedAt: former.now() }
  await former.connection.db
    .insert(secondFactors)
    .values({ userId: (await former.user()).id, authenticatorSince: lost.confirmedAt, ...lost })
  thread = await createThread(user, await former.category())
  await reply(await former.user(), thread.id, 'Usually ten minutes.')
  await former.settle()
  await reply(await former.user(), thread.id, 'Or twenty.')
  receiver.status = 500
  await announce(await announcer(former))
  await former.settle()
  receiver.status = 204
  receiver.received.length = 0
}

/** Mails about answers that were given in the restored forum. */
const answersMailed = async (address = asker) =>
  (await mailsTo(forum, address)).filter(({ text }) => text.includes('late_helper'))

/** Runs the scheduled tasks half an hour later. */
async function passTime() {
  forum.advance(30 * minute)
  await wakeReceivers(forum.context())
  await queueFolded(forum.context())
  await queueDigests(forum.context())
  await forum.settle()
}

async function report() {
  const ready = await forum.guest.inject({ method: 'GET', url: '/readyz' })
  const metrics = createMetrics()
  metrics.read({ ...forum, cache: { hits: 0, misses: 0, bytes: 0 }, live: { open: 0 } } as never)
  const held = /^stoa_delivery_held (\d)/m.exec(await metrics.text())?.[1]
  const configuration = forum.settings as never
  const patient = { ...forum, configuration, now: forum.now() }
  let level = ''
  for await (const found of examine(patient)) if (found.about === 'delivery') level = found.level
  return { status: ready.status, note: String(ready.body.note), level, held }
}

test('no report of a lost second factor survives a restore', async () => {
  const { db } = forum.connection
  expect(await db.$count(secondFactors)).toBeGreaterThan(0)
  expect(await db.$count(secondFactors, isNotNull(secondFactors.lostAt))).toBe(0)
})

test('events from a backup send no mails and no webhooks', async () => {
  await passTime()
  expect(await readdir(join(forum.folder, 'mail')).catch(() => [])).toEqual([])
  expect(receiver.received).toEqual([])
})

test('requested codes and links are still mailed', async () => {
  await openBrowser(forum).post('/accounts/password-reset', { email: asker })
  const { token } = await lastMailTo(forum, asker)
  const reset = { token, password }
  expect((await openBrowser(forum).put('/accounts/password-reset', reset)).status).toBe(204)
  // The change of a password is a notice, which is held.
  expect(await mailsTo(forum, asker)).toHaveLength(1)
  const input = { username: 'newcomer', email: 'newcomer@example.test', password }
  await openBrowser(forum).post('/accounts', { ...agreed, ...input })
  expect((await lastMailTo(forum, input.email)).code).toMatch(/^\d{6}$/)
})

test('a change of address is still mailed to the former address', async () => {
  const { username, email } = await makeAccount(forum)
  const browser = await signedIn(forum, username)
  await browser.post('/me/email', { email: 'moved@example.test' })
  const { token } = await lastMailTo(forum, 'moved@example.test')
  expect((await browser.put('/me/email', { token })).status).toBe(204)
  const undo = await lastMailTo(forum, email)
  expect(undo.text).toContain('/undo-email-change?token=')
  expect(await mailsTo(forum, email)).toHaveLength(2)
})

test('only admins, doctor, load balancers and metrics see the hold', async () => {
  const admin = await forum.user({ role: 'admin', username: 'chief', email: 'chief@example.test' })
  expect((await admin.get('/me')).body.deliveryHeld).toBe(true)
  expect((await helper.get('/me')).body.deliveryHeld).toBe(false)
  const held = await report()
  expect(held).toMatchObject({ status: 200, level: 'look', held: '1' })
  expect(held.note).toContain('resume-delivery')
})

test('mails of events after the restore wait, and leave once after the resume', async () => {
  await reply(helper, thread.id, 'Or an hour.')
  await reply(helper, thread.id, 'Or two.')
  await announce(await announcer(forum))
  await passTime()
  expect([await answersMailed(), receiver.received]).toEqual([[], []])
  expect(await resume(forum.context())).toBe(true)
  await passTime()
  expect(await answersMailed()).toHaveLength(1)
  expect(receiver.received).toHaveLength(1)
})

test('after the resume mails and webhooks leave as usual', async () => {
  const email = 'curious@example.test'
  const curious = await forum.user({ username: 'curious', email, locale: 'en' })
  await reply(helper, (await createThread(curious, await forum.category())).id, 'Soon.')
  await letPostMailsLeave(forum)
  expect(await answersMailed(email)).toHaveLength(1)
  await announce(await announcer(forum))
  await forum.settle()
  expect(receiver.received).toHaveLength(2)
  expect(await report()).toEqual({ status: 200, note: 'undefined', level: 'good', held: '0' })
  expect(await resume(forum.context())).toBe(false)
})
