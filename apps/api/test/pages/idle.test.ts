import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'

const forum = startForum({ web: true })
const minute = 60_000

test.each([
  ['a script loads again', 'empty', 'guest'],
  ['somebody opens', 'document', 'staff']
])('a page that %s keeps staff signed in as it should', async (_who, dest, role) => {
  const staff = await forum.user({ role: 'staff' })
  const headers = { accept: 'text/html', 'sec-fetch-dest': dest }
  for (const _ of [1, 2]) {
    forum.advance(20 * minute)
    await staff.inject({ method: 'GET', url: '/', headers })
  }
  expect((await staff.get('/me')).body.role).toBe(role)
})
