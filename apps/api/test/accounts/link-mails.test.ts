import { eq } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { identities, linkMailings, mailedTokens, users } from '@stoa/accounts/schema'
import { allowPasswords, followMode, queueLinkMails } from '@stoa/accounts/sign-in-mode'
import { startForum, type TestAnswer } from '../forum.ts'
import { makeAccount, openBrowser, password, signedIn } from './browser.ts'
import { useLinks } from './link-acts.ts'
import { lastMailTo, mailsTo } from './mailbox.ts'
import { accountWithPasskey, signed } from './passkey-acts.ts'
import { codeOf, protectedAccount } from './protecting.ts'
import { day, modePath } from './sign-in-modes.ts'

const forum = startForum({ loopback: true, origin: 'http://localhost:3000' })
const { modes, announced, come, follow, ask, subjects } = useLinks(forum)
const { setMode, roleOf, newPerson } = modes

afterEach(() => allowPasswords(forum.context()))

test('members are mailed a link in their language, and sign in with two clicks', async () => {
  const member = await makeAccount(forum, { locale: 'zh-CN' })
  await announced()
  const mail = await lastMailTo(forum, member.email)
  expect(mail.subject).toMatch(/^请在\d+年\d+月\d+日 UTC \d\d:\d\d前关联你的账号$/)
  const shown = await openBrowser(forum).get(`/identity-links/current?token=${mail.token}`)
  expect(shown.body).toMatchObject({ username: member.username })
  const { browser, answer, person } = await follow(mail.token)
  expect(answer).toMatchObject({ status: 200, body: { next: '/t/7', newcomer: null } })
  expect((await browser.get('/me')).body).toMatchObject({ username: member.username })
  expect(await roleOf((await modes.signIn(person)).browser)).toBe('member')
})

test('a link works once, also for two at once', async () => {
  const member = await makeAccount(forum)
  await announced()
  const { token } = await lastMailTo(forum, member.email)
  const [one, other] = [openBrowser(forum), openBrowser(forum)]
  const backs = []
  for (const browser of [one, other]) {
    modes.provider().person = newPerson()
    const begun = await browser.post('/identity-links/acme/attempts', { token })
    backs.push(await modes.provider().visit(begun.body.address))
  }
  const answers = await Promise.all([modes.answer(one, backs[0]!), modes.answer(other, backs[1]!)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 410])
  expect((await follow(token)).answer.body.code).toBe('link_expired')
})

test('a link is for its purpose and its browser alone', async () => {
  const member = await makeAccount(forum)
  await announced()
  const { token } = await lastMailTo(forum, member.email)
  const reset = await openBrowser(forum).put('/accounts/password-reset', { token, password })
  expect(reset.status).toBe(410)
  modes.provider().person = newPerson()
  const begun = await openBrowser(forum).post('/identity-links/acme/attempts', { token })
  const back = await modes.provider().visit(begun.body.address)
  const stolen = await modes.answer(openBrowser(forum), back)
  expect(stolen.body.code).toBe('provider_attempt_expired')
  expect((await follow(token)).answer.status).toBe(200)
})

test('the team gets no link by mail, neither unasked nor asked for', async () => {
  const staff = await modes.protectedBy('staff', { linked: false })
  await announced()
  const mail = await lastMailTo(forum, staff.email)
  expect([mail.token, mail.text.includes('/settings/security')]).toEqual(['', true])
  const before = (await mailsTo(forum, staff.email)).length
  expect((await ask(staff.email)).status).toBe(202)
  expect(await mailsTo(forum, staff.email)).toHaveLength(before)
})

test('a link from before a promotion links nothing', async () => {
  const member = await makeAccount(forum)
  await announced()
  const { token } = await lastMailTo(forum, member.email)
  await modes.setRole(member.id, 'staff')
  expect((await follow(token)).answer.body.code).toBe('identity_to_link')
  await modes.setRole(member.id, 'member')
  expect((await follow(token)).answer.status).toBe(200)
})

test('an identity of somebody else is refused, and the link stays', async () => {
  const [member, other] = [await makeAccount(forum), await modes.byProvider('member')]
  await announced()
  const { token } = await lastMailTo(forum, member.email)
  expect((await follow(token, other.person)).answer.body.code).toBe('identity_taken')
  expect((await follow(token)).answer.status).toBe(200)
})

const linked = (userId: number) =>
  forum.connection.db.$count(identities, eq(identities.userId, userId))

test('whoever reads the mails binds nothing before the second factor was given', async () => {
  const { id, email, key } = await accountWithPasskey(forum)
  await announced()
  const { token } = await lastMailTo(forum, email)
  const stranger = await follow(token)
  expect(stranger.answer.body.code).toBe('second_factor_required')
  expect([await roleOf(stranger.browser), await linked(id)]).toEqual(['guest', 0])
  expect((await modes.signIn(stranger.person)).outcome.body.newcomer).toBeTruthy()
  const { browser, answer } = await follow(token)
  const { continuation } = answer.body
  const path = '/sessions/second-factor/passkey'
  const given = await signed(browser, key, { path, body: { continuation } })
  expect((await browser.post(path, given)).status).toBe(201)
  expect([await roleOf(browser), await linked(id)]).toEqual(['member', 1])
})

test('a code links as a passkey does, once, and opens a frozen account', async () => {
  const { id, email, secret, browser: owner } = await protectedAccount(forum)
  const startsAt = await announced()
  // Freezing removes a factor that is newer than a week.
  await come(startsAt, day)
  expect((await owner.post('/me/freezing')).status).toBe(204)
  await come(startsAt)
  await ask(email)
  const { token } = await lastMailTo(forum, email)
  const [one, other] = [await follow(token), await follow(token)]
  const goOn = ({ browser, answer }: typeof one, code: string) =>
    browser.post('/sessions/second-factor', { continuation: answer.body.continuation, code })
  expect((await goOn(one, '000000')).body.code).toBe('second_factor_wrong')
  expect(await linked(id)).toBe(0)
  expect((await goOn(one, codeOf(forum, secret))).status).toBe(201)
  forum.advance(30_000)
  expect((await goOn(other, codeOf(forum, secret))).body.code).toBe('link_expired')
  expect([await roleOf(one.browser), await linked(id)]).toEqual(['member', 1])
})

test('linked by mail, staff need their own second factor; the provider’s counts not', async () => {
  const { id, email, key } = await accountWithPasskey(forum)
  await announced()
  const followed = await follow((await lastMailTo(forum, email)).token)
  const path = '/sessions/second-factor/passkey'
  const goOn = async ({ browser }: Pick<typeof followed, 'browser'>, { body }: TestAnswer) => {
    const { continuation } = body
    const given = await signed(browser, key, { path, body: { continuation } })
    expect((await browser.post(path, given)).status).toBe(201)
  }
  await goOn(followed, followed.answer)
  await modes.setRole(id, 'staff')
  const { outcome, browser } = await modes.signIn(followed.person)
  expect(outcome.body.code).toBe('second_factor_required')
  await goOn({ browser }, outcome)
  expect(await roleOf(browser)).toBe('staff')
})

test('a link to a former address links nothing', async () => {
  const member = await makeAccount(forum)
  await announced()
  const { token } = await lastMailTo(forum, member.email)
  const email = `new-${member.email}`
  await forum.connection.db.update(users).set({ email }).where(eq(users.id, member.id))
  expect((await follow(token)).answer.body.code).toBe('link_expired')
})

test('a reminder goes once to those who are not linked yet', async () => {
  const [slow, quick] = [await makeAccount(forum), await makeAccount(forum)]
  const startsAt = await announced()
  await follow((await lastMailTo(forum, quick.email)).token)
  await come(startsAt, 4 * day)
  expect(await subjects(slow)).toHaveLength(1)
  await come(startsAt, 2 * day)
  await Promise.all([followMode(forum.context()), followMode(forum.context())])
  const told = [await subjects(slow), await subjects(quick)].map((all) =>
    all.filter((subject) => subject.startsWith('Reminder'))
  )
  expect(told.map(({ length }) => length)).toEqual([1, 0])
})

test('another date is told, and ends the links that named the first', async () => {
  const member = await makeAccount(forum)
  await announced(9)
  const { token } = await lastMailTo(forum, member.email)
  await announced(12)
  const mail = await lastMailTo(forum, member.email)
  expect(mail.subject).toContain('The date changed')
  expect((await follow(token)).answer.status).toBe(410)
  expect((await follow(mail.token)).answer.status).toBe(200)
})

test('a withdrawal before the date is told, and passwords stay', async () => {
  const member = await makeAccount(forum)
  const startsAt = await announced()
  const { token } = await lastMailTo(forum, member.email)
  await setMode({ mode: 'passwords' })
  expect((await lastMailTo(forum, member.email)).subject).toBe('You can keep signing in as before')
  expect((await follow(token)).answer.status).toBe(410)
  expect((await ask(member.email)).body.code).toBe('link_mails_closed')
  await come(startsAt)
  expect(await roleOf(await signedIn(forum, member.username))).toBe('member')
})

test('after the date a link still comes when it is asked for, and answers alike', async () => {
  const member = await makeAccount(forum)
  await come(await announced())
  const [known, unknown] = [await ask(member.email), await ask('nobody@example.test')]
  expect(known.body).toEqual(unknown.body)
  const mail = await lastMailTo(forum, member.email)
  expect(mail.subject).toBe('Link your account')
  const { browser, answer } = await follow(mail.token)
  expect([answer.status, await roleOf(browser)]).toEqual([200, 'member'])
})

test('a link ends with the date, and one that was asked for after a day', async () => {
  const member = await makeAccount(forum)
  const startsAt = await announced()
  const { token } = await lastMailTo(forum, member.email)
  await come(startsAt)
  expect((await follow(token)).answer.status).toBe(410)
  await ask(member.email)
  const mail = await lastMailTo(forum, member.email)
  forum.advance(day + 1_000)
  expect((await follow(mail.token)).answer.status).toBe(410)
})

test('where no password can be reset, a link opens a frozen account', async () => {
  const member = await makeAccount(forum)
  const startsAt = await announced()
  const { token } = await lastMailTo(forum, member.email)
  await (await signedIn(forum, member.username)).post('/me/freezing')
  expect((await follow(token)).answer.status).not.toBe(200)
  await come(startsAt)
  await ask(member.email)
  const { browser, answer } = await follow((await lastMailTo(forum, member.email)).token)
  expect([answer.status, await roleOf(browser)]).toEqual([200, 'member'])
  await allowPasswords(forum.context())
  const typed = await openBrowser(forum).post('/sessions', { login: member.email, password })
  expect(typed.status).toBe(401)
})

test('a mailing that another node repeats queues no mail twice', async () => {
  const member = await makeAccount(forum)
  await announced()
  const newest = (await forum.connection.db.select().from(linkMailings)).at(-1)?.id ?? 0
  await Promise.all([1, 2].map(() => queueLinkMails(forum.context(), newest)))
  await forum.settle()
  await queueLinkMails(forum.context(), newest)
  const theirs = eq(mailedTokens.userId, member.id)
  expect(await forum.connection.db.$count(mailedTokens, theirs)).toBe(1)
  const { mailing } = (await (await modes.byProvider('admin')).browser.get(modePath)).body
  expect(mailing).toMatchObject({ template: 'link_due', stoppedAt: null })
  expect(mailing.queued).toBeGreaterThan(0)
})

test('a link that was asked for before the date ends after a day', async () => {
  const member = await makeAccount(forum)
  await announced()
  expect(await mailsTo(forum, member.email)).toHaveLength(1)
  await ask(member.email)
  const { token } = await lastMailTo(forum, member.email)
  forum.advance(day + 1_000)
  expect((await follow(token)).answer.body.code).toBe('link_expired')
})

test('every open link ends when one is used, and when the account is unlinked', async () => {
  const member = await makeAccount(forum)
  await announced()
  const unasked = await lastMailTo(forum, member.email)
  await ask(member.email)
  await follow((await lastMailTo(forum, member.email)).token)
  expect((await follow(unasked.token)).answer.body.code).toBe('link_expired')
  await ask(member.email)
  const again = await lastMailTo(forum, member.email)
  const browser = await signedIn(forum, member.username)
  const { items } = (await browser.get('/me/identities')).body
  expect((await browser.delete(`/me/identities/${items[0].id}`)).status).toBe(204)
  expect((await follow(again.token)).answer.body.code).toBe('link_expired')
})

test('open links end with another password, and when the address moves', async () => {
  const [one, other] = [await makeAccount(forum), await makeAccount(forum)]
  await announced()
  const links = [await lastMailTo(forum, one.email), await lastMailTo(forum, other.email)]
  const change = { current: password, password: 'patient otters sing' }
  const changed = await (await signedIn(forum, one.username)).put('/me/password', change)
  expect(changed.status).toBe(204)
  const browser = await signedIn(forum, other.username)
  const email = `moved-${other.email}`
  await browser.post('/me/email', { email })
  const { token } = await lastMailTo(forum, email)
  expect((await browser.put('/me/email', { token })).status).toBe(204)
  await forum.connection.db.update(users).set({ email: other.email }).where(eq(users.id, other.id))
  for (const { token } of links) expect((await follow(token)).answer.body.code).toBe('link_expired')
})

test('a link that outlived its date links nothing while passwords are allowed', async () => {
  const member = await makeAccount(forum)
  await announced()
  const { token } = await lastMailTo(forum, member.email)
  const browser = openBrowser(forum)
  modes.provider().person = newPerson()
  const begun = await browser.post('/identity-links/acme/attempts', { token })
  const back = await modes.provider().visit(begun.body.address)
  await allowPasswords(forum.context())
  const isTheirs = eq(mailedTokens.userId, member.id)
  await forum.connection.db.update(mailedTokens).set({ usedAt: null }).where(isTheirs)
  const refused = [(await follow(token)).answer, await modes.answer(browser, back)]
  const codes = refused.map(({ status, body }) => [status, body.code])
  expect(codes).toEqual(Array(2).fill([409, 'link_mails_closed']))
})
