import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { recoverOnServer } from '@stoa/accounts/factor-loss'
import { users } from '@stoa/accounts/schema'
import { startForum, type Client } from '../forum.ts'
import { openBrowser } from './browser.ts'
import { isLost, kindsAbout, passDays, replace, reportLost } from './factor-losses.ts'
import { mailsTo } from './mailbox.ts'
import { protectedAccount } from './protecting.ts'

const forum = startForum()

// Each test begins without other admins.
beforeEach(async () => {
  await forum.connection.db.update(users).set({ role: 'member' })
})

type Role = 'volunteer' | 'staff' | 'admin'

/** Somebody of the team who reported the second factor as lost. */
async function colleagueWithLoss(role: Role = 'admin') {
  const account = await protectedAccount(forum)
  await forum.connection.db.update(users).set({ role }).where(eq(users.id, account.id))
  await reportLost(forum, account)
  return account
}

async function confirm(by: Client, username: string) {
  const { items } = (await by.get('/approvals')).body
  const { id } = items.find((item: { username: string }) => item.username === username)
  return by.post(`/approvals/${id}/approval`)
}

const onServer = ({ username }: { username: string }) =>
  recoverOnServer(forum.context(), username).catch(({ code }: { code: string }) => code)

test.each(['staff', 'admin'] as const)(
  'with one other admin, that admin and the server confirm the loss of a %s',
  async (role) => {
    const account = await colleagueWithLoss(role)
    const other = await forum.user({ role: 'admin' })
    expect(await onServer(account)).toBe('other_admin')
    expect((await confirm(other, account.username)).status).toBe(204)
    expect(await onServer(account)).toEqual({ replaceableAt: expect.any(String) })
    expect((await reportLost(forum, account)).body.offer).toBeNull()
    await passDays(forum, 1)
    const browser = openBrowser(forum)
    const { offer } = (await reportLost(forum, account, browser)).body
    expect((await replace(forum, offer, browser)).status).toBe(200)
    expect((await browser.get('/me')).body).toMatchObject({ role, secondFactor: 'on' })
  }
)

test('the server confirms once, is logged, and mailed to owner and admins', async () => {
  const account = await colleagueWithLoss()
  const other = await forum.user({ role: 'admin', email: 'other@admins.test' })
  await confirm(other, account.username)
  const answers = await Promise.all([onServer(account), onServer(account)])
  expect(answers.filter((answer) => answer === 'other_admin').length).toBe(1)
  const confirmed = (await kindsAbout(forum, account)).filter((kind) => kind.endsWith('confirmed'))
  expect(confirmed.length).toBe(2)
  for (const to of [account.email, 'other@admins.test'])
    expect((await mailsTo(forum, to)).map(({ subject }) => subject)).toContain(
      'A lost authenticator was confirmed on the server'
    )
})

test('the server cannot confirm for two others, nor without a report or an admin', async () => {
  const account = await colleagueWithLoss('staff')
  expect(await onServer(account)).toBe('admin_first')
  const other = await forum.user({ role: 'admin' })
  await confirm(other, account.username)
  await forum.user({ role: 'admin' })
  expect(await onServer(account)).toBe('other_admins')
  expect(await isLost(forum, account)).toBe(true)
  expect((await reportLost(forum, account)).body.replaceableAt).toBeNull()
})

test('a confirmation by a former admin does not count for the one who is left', async () => {
  const account = await colleagueWithLoss()
  const former = await forum.user({ role: 'admin' })
  await confirm(former, account.username)
  await forum.connection.db.update(users).set({ role: 'member' }).where(eq(users.id, former.id))
  await forum.user({ role: 'admin' })
  expect(await onServer(account)).toBe('other_admin')
})
