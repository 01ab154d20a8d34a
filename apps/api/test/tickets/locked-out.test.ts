import { expect, test } from 'vitest'
import { makeAccount, openBrowser } from '../accounts/browser.ts'
import { lastMailTo } from '../accounts/mailbox.ts'
import { startForum, type Client } from '../forum.ts'
import { openTicket } from './opening.ts'

const forum = startForum()

/** A browser without a sign-in, whose owner proved the e-mail address of an account. */
async function lockedOut() {
  const { username, email } = await makeAccount(forum)
  const browser = openBrowser(forum)
  await browser.post('/accounts/email-proof', { email })
  await browser.put('/accounts/email-proof', { email, code: (await lastMailTo(forum, email)).code })
  return { browser, username }
}

const woken = async (client: Client) => {
  await forum.settle()
  const { items } = (await client.get('/notifications')).body
  return items.filter(({ kind }: { kind: string }) => kind === 'locked_out')
}

test('who is locked out reaches staff on call at once, whatever their preferences', async () => {
  const email = 'on-call@example.test'
  const capabilities = ['moderation']
  const onCall = await forum.user({ role: 'staff', capabilities, email })
  const agent = await forum.user({ role: 'staff', capabilities: ['desk'] })
  const other = await forum.user({
    ...{ role: 'staff', capabilities: ['desk'], deskTopics: ['api'] }
  })
  const items = [{ kind: 'locked_out', mail: 'never' }]
  await onCall.patch('/notifications/preferences', { items })
  const { browser, username } = await lockedOut()
  const number = await openTicket(browser, { topic: 'account_access' })
  expect(await woken(onCall)).toMatchObject([{ url: `/u/${username}/moderate` }])
  expect((await lastMailTo(forum, email)).subject).toBe(`Locked out of an account: ${username}`)
  // Nobody on call answers the ticket, so its agents are woken too.
  expect(await woken(agent)).toMatchObject([{ url: `/tickets/${number}` }])
  expect(await woken(other)).toEqual([])
})

test('other topics, signed-in requesters and further tickets wake nobody', async () => {
  const agent = await forum.user({ role: 'staff', capabilities: ['desk'] })
  const { browser } = await lockedOut()
  await openTicket(browser, { topic: 'trading' })
  await openTicket(await forum.user(), { topic: 'account_access' })
  expect(await woken(agent)).toEqual([])
  await openTicket(browser, { topic: 'account_access' })
  await openTicket(browser, { topic: 'account_access' })
  expect(await woken(agent)).toHaveLength(1)
})
