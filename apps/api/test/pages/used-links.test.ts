import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { sendPageForm } from './sending-forms.ts'

const forum = startForum({ web: true })

test.each([
  ['/admit-device', '/sign-in', 'try to sign in on it again'],
  ['/undo-email-change', '/reset-password', 'reopen the account by email'],
  ['/keep-account', '/reset-password', 'reopen the account by email']
])('a used or expired link of %s leads to %s and asks for no email', async (url, next, words) => {
  const { status, text } = await sendPageForm(forum.guest, url, { token: 'used-already' })
  expect(status).toBe(410)
  for (const part of ['used or has expired', words, `class="button`, `href="${next}"`])
    expect(text).toContain(part)
  expect(text).not.toContain('Request a new email')
})

test('who opens a used link to freeze the account freezes it in another way', async () => {
  const token = { token: 'used-already' }
  const guest = await sendPageForm(forum.guest, '/freeze-account?/link', token)
  expect([guest.status, guest.text.includes('action="?/send"')]).toEqual([410, true])
  const member = await sendPageForm(await forum.user(), '/freeze-account?/link', token)
  expect([member.status, member.text.includes('action="?/own"')]).toEqual([410, true])
})
