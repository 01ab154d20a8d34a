import { eq, isNotNull } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { deleteOldAccess } from '@stoa/accounts'
import { users } from '@stoa/accounts/schema'
import { startForum, type Client } from '../forum.ts'
import { confirmMail } from '../opening.ts'
import { agreed, openBrowser } from './browser.ts'
import { lastMailTo, mailsTo } from './mailbox.ts'

const forum = startForum()
const day = 24 * 3600_000
let admin: Client

beforeAll(async () => {
  await confirmMail(forum)
  admin = await forum.user({ role: 'admin', username: 'chief' })
})

const upload = (lines: string[], dryRun = false) =>
  admin.post('/admin/people-imports', { csv: ['email,name,language', ...lines].join('\n'), dryRun })
const importedCount = () => forum.connection.db.$count(users, isNotNull(users.importId))
const send = (id: number) => admin.post(`/admin/people-imports/${id}/invitations`)

test('an import mails nobody before the invitations are sent', async () => {
  const lines = ['ming@example.test,湾岸阿明,zh-CN', 'rosa@example.test,rosalind,']
  const dry = await upload(lines, true)
  expect(dry.body).toEqual({ rows: 2, wrong: [], wrongCount: 0, importId: null })
  expect(await importedCount()).toBe(0)
  const { importId } = (await upload(lines)).body
  expect([await importedCount(), await mailsTo(forum, 'ming@example.test')]).toEqual([2, []])
  expect((await send(importId)).status).toBe(204)
  const { subject, token } = await lastMailTo(forum, 'ming@example.test')
  expect(subject).toContain('设置密码')
  const accepted = { token, password: 'seven lanterns drift south' }
  expect(
    (await openBrowser(forum).put('/accounts/activation', { ...agreed, ...accepted })).status
  ).toBe(204)
  expect((await send(importId)).body.code).toBe('import_sent')
  const [listed] = (await admin.get('/admin/people-imports')).body.items
  expect(listed).toMatchObject({ id: importId, rows: 2, joined: 1, by: 'chief' })
  expect(await mailsTo(forum, 'rosa@example.test')).toHaveLength(1)
})

test('each bad line is named with its reason, and nobody is imported', async () => {
  const before = await importedCount()
  const { body } = await upload([
    'fine@example.test,finename,en',
    'nonsense,othername,en',
    'a@example.test,chief,',
    'b@example.test,客服中心,',
    'c@example.test,FineName,',
    'fine@example.test,freshname,'
  ])
  const named = body.wrong.map(({ line, reason }: { line: number; reason: string }) => [
    line,
    reason
  ])
  expect(named).toEqual([
    [3, 'email'],
    [4, 'name_taken'],
    [5, 'name_taken'],
    [6, 'repeated_name'],
    [7, 'repeated_email']
  ])
  expect([body.wrongCount, body.importId, await importedCount()]).toEqual([5, null, before])
})

test('an import says nothing about addresses that have an account', async () => {
  await forum.user({ email: 'member@example.test' })
  const { body } = await upload(['member@example.test,doppelname,'])
  expect([body.wrongCount, body.importId === null]).toEqual([0, false])
  await send(body.importId)
  const [mail] = await mailsTo(forum, 'member@example.test')
  expect(mail?.subject).toBe('You already have an account')
})

test('who does not accept within thirty days is removed', async () => {
  await upload(['late@example.test,latecomer,'])
  const left = () => forum.connection.db.$count(users, eq(users.username, 'latecomer'))
  forum.advance(29 * day)
  await deleteOldAccess(forum.context())
  expect(await left()).toBe(1)
  forum.advance(2 * day)
  await deleteOldAccess(forum.context())
  expect(await left()).toBe(0)
})

test('a file with a bad row in the middle is read whole, while others are served', async () => {
  admin = await forum.user({ role: 'admin' })
  const before = await importedCount()
  const lines = Array.from(
    { length: 10_000 },
    (_, n) => `row${n}@example.test,Zeile${n + 200000}x,`
  )
  lines[5_000] = 'nonsense,nobody,'
  const uploading = upload(lines)
  const isServed = forum.guest.get('/me').then(({ status }) => status)
  expect(await Promise.race([isServed, uploading.then(() => 'too late')])).toBe(200)
  const { body } = await uploading
  expect(body).toMatchObject({ rows: 10_000, wrongCount: 1, importId: null })
  expect(body.wrong).toEqual([{ line: 5_002, reason: 'email', first: null }])
  expect(await importedCount()).toBe(before)
})

test('only admins import people', async () => {
  for (const role of ['member', 'staff'] as const) {
    const other = await forum.user({ role })
    expect((await other.get('/admin/people-imports')).status).toBe(403)
    const input = { csv: 'email,name\na@example.test,anders', dryRun: true }
    expect((await other.post('/admin/people-imports', input)).status).toBe(403)
  }
})
