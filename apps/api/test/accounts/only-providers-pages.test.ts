import { expect, test } from 'vitest'
import { allowPasswords, followMode } from '@stoa/accounts/sign-in-mode'
import { startForum } from '../forum.ts'
import { confirmMail } from '../opening.ts'
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
