import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { remindOfLosses } from '@stoa/accounts/factor-loss'
import { settleApprovals } from '@stoa/accounts/approvals'
import { users } from '@stoa/accounts/schema'
import { createClient } from '../client.ts'
import { startForum, type Client } from '../forum.ts'
import { createPeople } from '../people.ts'
import { openBrowser, password } from './browser.ts'
import { cancel, cancelLinks, day, passDays, replace, reportLost } from './factor-losses.ts'
import { lastMailTo, mailsTo } from './mailbox.ts'
import { codeOf, protectedAccount } from './protecting.ts'
import { signIn } from './undo-links.ts'

const forum = startForum({ mailLimits: { securityPerAddress: 200 } })
let admins: Client[] = []

beforeAll(async () => {
  for (const email of ['one@admins.test', 'two@admins.test', 'three@admins.test'])
    admins.push(await forum.user({ role: 'admin', email }))
})

// Sessions of staff are short, and these tests last for days.
async function signInAgain() {
  const people = createPeople(forum, forum.origin, () => forum.now())
  admins = await Promise.all(
    admins.map(async ({ id, username }) => {
      const headers = { cookie: await people.session(username) }
      return createClient(forum.app, forum.origin, { id, username, headers })
    })
  )
}

beforeEach(signInAgain)

/** Somebody of the team with a factor, and their session with it. */
async function colleague(role: 'volunteer' | 'staff' | 'admin' = 'staff') {
  const account = await protectedAccount(forum)
  await forum.connection.db.update(users).set({ role }).where(eq(users.id, account.id))
  const browser = openBrowser(forum)
  const code = codeOf(forum, account.secret)
  await browser.post('/sessions', { login: account.username, password, code })
  forum.advance(60_000)
  return { ...account, browser }
}

async function colleagueWithLoss(role?: 'volunteer' | 'staff' | 'admin') {
  const account = await colleague(role)
  await reportLost(forum, account)
  return account
}

type Change = { id: number; kind: string; username: string }

const changeOf = async ({ username }: { username: string }) =>
  (await admins[0]!.get('/approvals')).body.items.find(
    (item: Change) => item.kind === 'factor_loss' && item.username === username
  )

const confirm = async (by: Client | undefined, of: { username: string }) =>
  by!.post(`/approvals/${(await changeOf(of)).id}/approval`)

test.each(['volunteer', 'staff', 'admin'] as const)(
  'the lost factor of a %s needs two admins and a day',
  async (role) => {
    const account = await colleagueWithLoss(role)
    expect((await confirm(admins[0], account)).status).toBe(204)
    expect(await changeOf(account)).toMatchObject({
      approvedBy: [admins[0]!.username],
      appliesAt: null
    })
    expect((await reportLost(forum, account)).body).toMatchObject({
      replaceableAt: null,
      offer: null
    })
    expect((await confirm(admins[1], account)).status).toBe(204)
    expect((await reportLost(forum, account)).body.offer).toBeNull()
    await passDays(forum, 1)
    const browser = openBrowser(forum)
    const { offer } = (await reportLost(forum, account, browser)).body
    expect((await replace(forum, offer, browser)).status).toBe(200)
    expect((await browser.get('/me')).body).toMatchObject({ role, secondFactor: 'on' })
  }
)

test('no admin confirms twice, nor does the owner, staff or a member', async () => {
  const account = await colleagueWithLoss('admin')
  const { id } = await changeOf(account)
  const path = `/approvals/${id}/approval`
  await admins[0]!.post(path)
  const again = await admins[0]!.post(path)
  expect([again.status, again.body.code]).toEqual([403, 'second_person_needed'])
  expect((await account.browser.post(path)).status).toBe(403)
  for (const role of ['staff', 'member'] as const)
    expect((await (await forum.user({ role })).post(path)).status).toBe(403)
  expect((await reportLost(forum, account)).body.replaceableAt).toBeNull()
})

test('two admins at once are two, one who confirms twice at once is one', async () => {
  const [one, two] = [await colleagueWithLoss(), await colleagueWithLoss()]
  await Promise.all([confirm(admins[0], one), confirm(admins[1], one)])
  await Promise.all([confirm(admins[0], two), confirm(admins[0], two)])
  expect((await reportLost(forum, one)).body.replaceableAt).toBeTruthy()
  expect((await reportLost(forum, two)).body.replaceableAt).toBeNull()
})

test('without two admins it never takes effect, and ends after 14 days', async () => {
  const account = await colleagueWithLoss()
  await passDays(forum, 13)
  await settleApprovals(forum.context())
  expect((await reportLost(forum, account)).body.replaceableAt).toBeNull()
  await passDays(forum, 1)
  await signInAgain()
  expect(await changeOf(account)).toBeUndefined()
})

test('the admins are told, and the owner each day', async () => {
  const account = await colleagueWithLoss()
  const subject = 'A team member reported a lost authenticator'
  expect((await lastMailTo(forum, 'two@admins.test')).subject).toBe(subject)
  await passDays(forum, 2)
  const told = (await mailsTo(forum, account.email)).filter(({ text }) =>
    text.includes('two administrators have to confirm')
  )
  expect(told).toHaveLength(3)
  await signInAgain()
  await Promise.all([confirm(admins[0], account), confirm(admins[1], account)])
  expect((await lastMailTo(forum, account.email)).text).toMatch(/From .* UTC on/)
})

test('while it waits their power rests', async () => {
  const account = await colleagueWithLoss('admin')
  expect((await account.browser.get('/me')).body).toMatchObject({ role: 'member' })
  expect((await account.browser.get('/admin/team')).status).toBe(403)
  await account.browser.delete('/me/second-factor/loss')
  expect((await account.browser.get('/me')).body).toMatchObject({ role: 'admin' })
})

test('it is stopped by an admin, a link or the factor, also after two confirmed', async () => {
  const accounts = [await colleagueWithLoss(), await colleagueWithLoss(), await colleagueWithLoss()]
  const [first, second, third] = accounts as [
    (typeof accounts)[0],
    (typeof accounts)[0],
    (typeof accounts)[0]
  ]
  await admins[2]!.post(`/approvals/${(await changeOf(first)).id}/refusal`, {
    reason: 'Nobody asked for it.'
  })
  for (const one of [second, third])
    for (const admin of admins.slice(0, 2)) await confirm(admin, one)
  const [token = ''] = await cancelLinks(forum, second.email)
  expect((await cancel(forum, token)).status).toBe(204)
  const code = codeOf(forum, third.secret)
  expect((await signIn(forum, third.username, password, code)).status).toBe(201)
  for (const { browser } of [first, second, third])
    expect((await browser.get('/me')).body).toMatchObject({ role: 'staff', factorLoss: null })
})

test('an admin who lost power since counts no more', async () => {
  const account = await colleagueWithLoss()
  const leaving = await forum.user({ role: 'admin' })
  await confirm(leaving, account)
  const role = { role: 'member', capabilities: [], deskTopics: [] }
  await admins[0]!.put(`/users/${leaving.username}/role`, role)
  await confirm(admins[0], account)
  expect(await changeOf(account)).toMatchObject({ approvedBy: [admins[0]!.username] })
})

test('a role that changes meanwhile ends it', async () => {
  const account = await colleagueWithLoss()
  const role = { role: 'member', capabilities: [], deskTopics: [] }
  await admins[0]!.put(`/users/${account.username}/role`, role)
  expect(await changeOf(account)).toBeUndefined()
  expect((await reportLost(forum, account)).body.replaceableAt).toBe(
    new Date(Date.parse((await reportLost(forum, account)).body.lostAt) + 7 * day).toISOString()
  )
})

test('confirming and cancelling at once end in one of both', async () => {
  for (let count = 0; count < 4; count += 1) {
    const account = await colleagueWithLoss()
    await confirm(admins[0], account)
    const { id } = await changeOf(account)
    const [token = ''] = await cancelLinks(forum, account.email)
    const answers = await Promise.all([
      admins[1]!.post(`/approvals/${id}/approval`),
      cancel(forum, token),
      remindOfLosses(forum.context())
    ])
    expect(answers.slice(0, 2).map((answer) => answer?.status)).toEqual([
      expect.toBeOneOf([204, 404]),
      204
    ])
    expect(await changeOf(account)).toBeUndefined()
  }
})
