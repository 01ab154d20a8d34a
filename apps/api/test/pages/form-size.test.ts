import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'

const forum = startForum({ web: true })

const signIn = (payload: string) =>
  forum.guest.inject({
    method: 'POST',
    url: '/sign-in?/signIn',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    payload
  })

test('a form as large as a post is read, an empty one too, an endless one is refused', async () => {
  const draft = 'x'.repeat(200_000)
  const answers = ['', `login=somebody&password=wrong&body=${draft}`].map(signIn)
  for (const { status, text } of await Promise.all(answers)) {
    expect(status).toBeLessThan(500)
    expect(text).toContain('name="login"')
  }
  expect((await signIn(`login=${'x'.repeat(5_000_000)}`)).status).toBe(413)
})
