import { expect, test } from 'vitest'
import { eraseUnattached } from '@stoa/uploads'
import { startForum } from '../forum.ts'

const forum = startForum()
const hour = 3600_000

const part = (disposition: string, value: string) =>
  `--B\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n${value}\r\n`

test('what is kept for a repeat names no file, and a repeat after erasing is not found', async () => {
  const author = await forum.user()
  const repeat = () =>
    author.inject({
      method: 'POST',
      url: '/api/v1/uploads',
      headers: {
        'content-type': 'multipart/form-data; boundary=B',
        'idempotency-key': 'one-and-the-same'
      },
      payload: `${part('name="file"; filename="li-wei-passport.txt"', 'hello')}--B--\r\n`
    })
  const first = await repeat()
  expect(first.body.name).toBe('li-wei-passport.txt')
  expect((await repeat()).body).toEqual(first.body)
  const kept = await forum.connection.sql`select * from idempotency_keys`
  expect(JSON.stringify(kept)).not.toContain('passport')
  forum.advance(25 * hour)
  await eraseUnattached(forum.context())
  expect((await repeat()).status).toBe(404)
})
