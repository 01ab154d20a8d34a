import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'

const forum = startForum()

test.each(['2026-02-31', '0000-01-01', '2026-13-01'])(
  '%s is not a valid day for a search',
  async (day) => {
    expect((await forum.guest.get(`/search?q=deposit&after=${day}`)).status).toBe(422)
    expect((await forum.guest.get(`/search?q=deposit+before:${day}`)).status).toBe(200)
  }
)

test('29 February is valid in a leap year', async () => {
  expect((await forum.guest.get('/search?q=deposit&after=2024-02-29')).status).toBe(200)
  expect((await forum.guest.get('/search?q=deposit+before:2024-02-29')).status).toBe(200)
})
