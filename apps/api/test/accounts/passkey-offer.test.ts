import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { makeAccount, password } from './browser.ts'

const forum = startForum({ web: true })

/** Signs in on the page, from a device that says whether it keeps passkeys. */
async function enter(login: string, keepsPasskeys: string, cookie = '') {
  const { host } = new URL(forum.origin)
  const headers = {
    ...{ host, origin: forum.origin, accept: 'text/html', cookie },
    'content-type': 'application/x-www-form-urlencoded'
  }
  const payload = new URLSearchParams({ login, password, keepsPasskeys }).toString()
  const url = '/sign-in?/signIn&next=/tickets'
  const answer = await forum.app.inject({ method: 'POST', url, headers, payload })
  return { to: answer.headers.location, cookies: String(answer.headers['set-cookie']) }
}

test('after a password, a device that can keep a passkey is offered one, once', async () => {
  const { username } = await makeAccount(forum)
  const first = await enter(username, 'yes')
  expect(first.to).toBe('/sign-in/passkey?next=%2Ftickets')
  expect(first.cookies).toContain('passkey_offered=1')
  expect((await enter(username, 'yes', 'passkey_offered=1')).to).toBe('/tickets')
})

test('a device that keeps none, or runs no script, goes on at once', async () => {
  const { username } = await makeAccount(forum)
  expect((await enter(username, '')).to).toBe('/tickets')
})
