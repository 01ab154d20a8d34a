import { expect, test } from 'vitest'
import { allowPasswords, followMode } from '@stoa/accounts/sign-in-mode'
import { startForum } from '../forum.ts'
import { confirmMail } from '../opening.ts'
import { makeAccount } from './browser.ts'
import { lastMailTo } from './mailbox.ts'
import { useModes } from './sign-in-modes.ts'

const forum = startForum({ loopback: true, web: true })
const modes = useModes(forum)

const open = async (url: string) => (await forum.guest.inject({ url })).text
const password = /name="password"/

test('pages that guests read from the cache follow the date', async () => {
  await confirmMail(forum)
  const startsAt = modes.inDays(8)
  await modes.setMode({ mode: 'only', startsAt })
  await forum.settle()
  const day = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' })
  for (const page of ['/sign-in', '/sign-up']) {
    expect(await open(page)).toMatch(password)
    expect(await open(page)).toContain(day.format(Date.parse(startsAt)))
  }
  forum.advance(Date.parse(startsAt) - Date.parse(forum.now()) + 1_000)
  await followMode(forum.context())
  await forum.settle()
  for (const page of ['/sign-in', '/sign-up', '/reset-password']) {
    const text = await open(page)
    expect(text).not.toMatch(/name="(?:password|email)"/)
    expect(text).toContain('href="/sign-in')
  }
  await allowPasswords(forum.context())
  await forum.settle()
  expect(await open('/sign-in')).toMatch(password)
})

/** Presses the button of the provider on the page of a mailed link, sent from this site. */
async function press(token: string, from: string) {
  const { host } = new URL(forum.origin)
  const headers = {
    ...{ host, origin: from, accept: 'text/html' },
    'content-type': 'application/x-www-form-urlencoded'
  }
  const url = `/link-account?/begin&token=${token}`
  const sent = { method: 'POST', url, headers, payload: 'provider=acme' } as const
  const { statusCode, headers: given, body } = await forum.app.inject(sent)
  return { status: statusCode, cookie: String(given['set-cookie']), body }
}

test('only the button on the page that names the account begins a mailed link', async () => {
  const member = await makeAccount(forum)
  await modes.setMode({ mode: 'only', startsAt: modes.inDays(8) })
  const { token } = await lastMailTo(forum, member.email)
  const bare = await forum.guest.inject({ url: `/link-account/with/acme?token=${token}` })
  expect([bare.status, String(bare.headers['set-cookie'])]).toEqual([
    ...[404, expect.not.stringContaining('attempt=')]
  ])
  expect(await open(`/link-account?token=${token}`)).toContain(member.username)
  expect((await press(token, 'https://evil.example')).status).toBe(403)
  const pressed = await press(token, forum.origin)
  expect(pressed.cookie).toContain('attempt=')
  expect(pressed.body).toContain(`http-equiv="refresh" content="0;url=${modes.issuer()}`)
  await allowPasswords(forum.context())
})
