import { expect, test } from 'vitest'
import { remindOfLosses } from '@stoa/accounts/factor-loss'
import { startForum } from '../forum.ts'
import { createThread } from '../posting.ts'
import { makeAccount, openBrowser, password } from './browser.ts'
import {
  continuationOf,
  day,
  isLost,
  kindsAbout,
  memberWithLoss,
  passDays,
  replace,
  reportLost
} from './factor-losses.ts'
import { lastMailTo, mailsTo } from './mailbox.ts'
import { codeOf, protectedAccount } from './protecting.ts'
import { another, reset, signIn } from './undo-links.ts'

const forum = startForum({ mailLimits: { securityPerAddress: 200 } })

const subjectsTo = async (email: string) =>
  (await mailsTo(forum, email)).map(({ subject }) => subject)

const lost = 'Two-factor authentication reported as lost'

test('after seven days the owner sets a new factor, and all else ends', async () => {
  const member = await memberWithLoss(forum)
  await passDays(forum, 7)
  const browser = openBrowser(forum)
  const { status, body } = await reportLost(forum, member, browser)
  expect([status, body.offer.secret.length]).toEqual([200, 32])
  const replaced = await replace(forum, body.offer, browser)
  expect([replaced.status, replaced.body.codes.length]).toEqual([200, 10])
  const me = { username: member.username, secondFactor: 'on', factorLoss: null }
  expect((await browser.get('/me')).body).toMatchObject(me)
  expect((await member.browser.get('/me')).body.role).toBe('guest')
  forum.advance(60_000)
  const codes = [codeOf(forum, member.secret), member.codes[0], replaced.body.codes[0]]
  const answers = []
  for (const code of codes)
    answers.push((await signIn(forum, member.username, password, code)).status)
  expect(answers).toEqual([401, 401, 201])
  expect(await kindsAbout(forum, member)).toEqual(
    expect.arrayContaining(['second_factor.lost', 'second_factor.replaced'])
  )
})

test('until then the same steps offer nothing and restart nothing', async () => {
  const member = await protectedAccount(forum)
  const first = (await reportLost(forum, member)).body
  expect(first).toMatchObject({ offer: null, lostAt: expect.any(String) })
  await passDays(forum, 6)
  expect((await reportLost(forum, member)).body).toEqual(first)
  await passDays(forum, 1)
  expect((await reportLost(forum, member)).body.offer).toBeTruthy()
})

test('the password alone reports nothing, and a mailed code works once', async () => {
  const { username, email } = await protectedAccount(forum)
  const browser = openBrowser(forum)
  const continuation = await continuationOf(browser, username)
  await browser.post('/sessions/second-factor/loss/code', { continuation })
  const report = (code: string) =>
    browser.post('/sessions/second-factor/loss', { continuation, code })
  expect((await report('000000')).body.errors[0].path).toBe('code')
  const { code } = await lastMailTo(forum, email)
  expect((await report(code)).status).toBe(200)
  expect((await report(code)).status).toBe(422)
  const nobody = { continuation: 'nonsense' }
  const refused = await browser.post('/sessions/second-factor/loss/code', nobody)
  expect([refused.status, refused.body.code]).toEqual([401, 'sign_in_expired'])
})

test('nobody learns who has an account or a factor', async () => {
  const { username } = await makeAccount(forum)
  const without = openBrowser(forum)
  expect((await without.post('/sessions', { login: username, password })).status).toBe(201)
  const ask = (continuation: string) =>
    openBrowser(forum).post('/sessions/second-factor/loss/code', { continuation })
  const { id } = await protectedAccount(forum)
  const until = Date.parse(forum.now()) + day
  const forged = (userId: number) => [userId, until, 0, 0, 'A'.repeat(43)].join('.')
  const [known, unknown] = [await ask(forged(id)), await ask(forged(999_999))]
  expect(known).toMatchObject({ status: unknown.status, body: { code: 'sign_in_expired' } })
  expect(Object.keys(known.body)).toEqual(Object.keys(unknown.body))
  const cost = await forum.count(() => ask(forged(id)))
  expect(await forum.count(() => ask(forged(999_999)))).toBe(cost)
})

test('while it waits the account neither posts nor votes, but reads and gets help', async () => {
  const categoryId = await forum.category()
  const author = await forum.user()
  const thread = await createThread(author, categoryId)
  const { browser } = await memberWithLoss(forum)
  const refused = [
    await browser.post('/threads', {
      categoryId,
      kind: 'question',
      title: 'A title',
      body: 'Text'
    }),
    await browser.post(`/threads/${thread.id}/posts`, { body: 'A reply' }),
    await browser.put(`/posts/${thread.postId}/vote`),
    await browser.patch('/me', { bio: 'Something' })
  ]
  expect(refused.map(({ status, body }) => [status, body.code])).toEqual(
    Array.from({ length: 4 }, () => [403, 'factor_lost'])
  )
  expect((await browser.get(`/threads/${thread.id}`)).status).toBe(200)
  expect((await browser.get('/me')).body.factorLoss.replaceableAt > forum.now()).toBe(true)
})

test('nor does it enter or see private facts, but it writes to support', async () => {
  const member = await protectedAccount(forum)
  const ticket = { topic: 'deposit_withdrawal', subject: 'A transfer', body: 'It is late.' }
  const path = `/tickets/${(await member.browser.post('/tickets', ticket)).body.number}`
  const give = () => member.browser.put(`${path}/facts`, { facts: { network: 'Tron' } })
  expect((await give()).status).toBe(204)
  await reportLost(forum, member)
  expect([
    (await give()).body.code,
    (await member.browser.get(`${path}/facts`)).body.items
  ]).toEqual(['factor_lost', []])
  const message = { body: 'I lost my phone.', audience: 'requester' }
  expect((await member.browser.post(`${path}/messages`, message)).status).toBe(201)
})

test('it is told at once and each day, once, also if the task runs again', async () => {
  const { email, browser } = await memberWithLoss(forum)
  const told = async () => {
    const mails = (await subjectsTo(email)).filter((subject) => subject === lost)
    const inbox = (await browser.get('/notifications')).body.items
    return [
      mails.length,
      inbox.filter(({ kind }: { kind: string }) => kind === 'factor_loss').length
    ]
  }
  expect(await told()).toEqual([1, 1])
  await passDays(forum, 1)
  const again = () => remindOfLosses(forum.context())
  await Promise.all([again(), again(), again()])
  expect(await told()).toEqual([2, 2])
  await passDays(forum, 5)
  expect(await told()).toEqual([7, 7])
  await passDays(forum, 1)
  expect((await lastMailTo(forum, email)).subject).toBe('A new authenticator can be set up now')
})

test('days in which nobody was told do not count', async () => {
  const member = await memberWithLoss(forum)
  forum.advance(8 * day)
  expect((await reportLost(forum, member)).body.offer).toBeNull()
  await remindOfLosses(forum.context())
  expect((await reportLost(forum, member)).body.offer).toBeNull()
  await passDays(forum, 6)
  expect((await reportLost(forum, member)).body.offer).toBeTruthy()
})

test('two replacements at once make one factor', async () => {
  const member = await memberWithLoss(forum)
  await passDays(forum, 7)
  const offers = [await reportLost(forum, member), await reportLost(forum, member)]
  const answers = await Promise.all(offers.map(({ body }) => replace(forum, body.offer)))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
})

test('a wrong first code keeps the old factor and the report', async () => {
  const member = await memberWithLoss(forum)
  await passDays(forum, 7)
  const { offer } = (await reportLost(forum, member)).body
  const wrong = { grant: offer.grant, code: '000000' }
  const refused = await openBrowser(forum).put('/sessions/second-factor/loss', wrong)
  expect([refused.body.errors[0].path, await isLost(forum, member)]).toEqual(['code', true])
  forum.advance(11 * 60_000)
  expect((await replace(forum, offer)).body.code).toBe('sign_in_expired')
  const code = codeOf(forum, member.secret)
  expect((await signIn(forum, member.username, password, code)).status).toBe(201)
})

test('a replaced factor is told at every address, with a link that freezes', async () => {
  const member = await memberWithLoss(forum)
  await passDays(forum, 7)
  const browser = openBrowser(forum)
  await replace(forum, (await reportLost(forum, member)).body.offer, browser)
  const { subject, text, token } = await lastMailTo(forum, member.email)
  expect(subject).toBe('Your two-factor authentication was replaced')
  expect(text).toContain('/freeze-account?token=')
  expect((await openBrowser(forum).post('/accounts/freezing', { token })).status).toBe(204)
  expect((await browser.get('/me')).body.role).toBe('guest')
  await reset(forum, member.email)
  expect((await signIn(forum, member.username, another)).status).toBe(201)
})

test('reports of one account are limited to two a day', async () => {
  const member = await protectedAccount(forum)
  for (const status of [200, 200, 429]) {
    expect((await reportLost(forum, member)).status).toBe(status)
    await member.browser.delete('/me/second-factor/loss')
  }
})
