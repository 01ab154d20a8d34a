import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { cleanRetained } from '@stoa/site/retention'
import { uploads } from '@stoa/uploads/schema'
import { startForum, type Client } from '../forum.ts'

const forum = startForum()
const hour = 3600_000

const part = (disposition: string, value: string) =>
  `--B\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n${value}\r\n`

const send = (author: Client, name: string, key: string) =>
  author.inject({
    method: 'POST',
    url: '/api/v1/uploads',
    headers: { 'content-type': 'multipart/form-data; boundary=B', 'idempotency-key': key },
    payload: `${part(`name="file"; filename="${name}"`, 'hello')}--B--\r\n`
  })

test('a stored answer names no file, and a repeat after erasing is 404', async () => {
  const author = await forum.user()
  const repeat = () => send(author, 'li-wei-passport.txt', 'one-and-the-same')
  const first = await repeat()
  expect(first.body.name).toBe('li-wei-passport.txt')
  expect((await repeat()).body).toEqual(first.body)
  const kept = await forum.connection.sql`select * from idempotency_keys`
  expect(JSON.stringify(kept)).not.toContain('passport')
  forum.advance(25 * hour)
  await cleanRetained(forum.context())
  expect((await repeat()).status).toBe(404)
})

test('a repeat gets its answer even if the quota is used up', async () => {
  const author = await forum.user({ trust: 'new' })
  const first = await send(author, 'a.txt', 'the-first-file')
  const whole = { bytes: 50_000_000 }
  const { db } = forum.connection
  await db.update(uploads).set(whole).where(eq(uploads.id, first.body.id))
  const again = await send(author, 'a.txt', 'the-first-file')
  expect([again.status, again.body.id]).toEqual([201, first.body.id])
  expect((await send(author, 'a.txt', 'the-second-file')).body.code).toBe('upload_quota_used')
})
