import { expect, test } from 'vitest'
import { agreed, openBrowser, password, signedUp } from './browser.ts'
import { startForum } from '../forum.ts'
import { lastMailTo, mailsTo } from './mailbox.ts'

const forum = startForum({ demo: true })
const closed = startForum()

const message = (answer: { body: { errors: { path: string; message: string }[] } }, path: string) =>
  answer.body.errors.find((error) => error.path === path)?.message

test('signing up gives a session that can only verify', async () => {
  const { browser, username, email } = await signedUp(forum)
  const me = await browser.get('/me')
  expect(me.body).toMatchObject({ username, email, role: 'guest', pending: true })
  expect((await browser.patch('/me', { bio: 'Hello' })).status).toBe(401)
})

test('a taken address gets the same bytes and statements, and a mail', async () => {
  const { browser, email } = await signedUp(forum)
  const { code } = await lastMailTo(forum, email)
  await browser.post('/accounts/verification', { code })
  const attempt = (username: string, email: string) =>
    openBrowser(forum).post('/accounts', { ...agreed, username, email, password })
  const answers: { status: number; text: string }[] = []
  const run = (username: string, email: string) =>
    forum.count(async () => answers.push(await attempt(username, email)))
  const free = await run('freeone', 'free.one@example.test')
  const taken = await run('takenone', email.toUpperCase())
  expect(taken).toBe(free)
  expect(answers.map(({ status, text }) => [status, text])).toEqual([
    [202, '{"pending":true,"late":false}'],
    [202, '{"pending":true,"late":false}']
  ])
  const mail = await lastMailTo(forum, email)
  expect(mail.subject).toBe('You already have an account')
  expect(mail.code).toBe('')
})

test('an unconfirmed account does not reserve its address', async () => {
  const email = 'wanted@example.test'
  await signedUp(forum, { email })
  const { browser } = await signedUp(forum, { email })
  const [, mail] = await mailsTo(forum, email)
  expect((await browser.post('/accounts/verification', { code: mail?.code })).status).toBe(200)
})

test.each(['Ada_L', 'ada1', 'adaI'])(
  'a look-alike of a taken name (%s) is refused',
  async (name) => {
    await signedUp(forum, { username: 'adal' })
    const answer = await openBrowser(forum).post('/accounts', {
      ...agreed,
      username: name,
      email: 'other@example.test',
      password
    })
    expect(answer.status).toBe(422)
    expect(message(answer, 'username')).toBe('This username is taken or reserved. Choose another.')
  }
)

test.each(['admin', 'Support', 'r00t', 'billing', '官方客服'])(
  'the name %s is reserved',
  async (username) => {
    const input = { username, email: 'x@example.test', password }
    expect(
      message(await openBrowser(forum).post('/accounts', { ...agreed, ...input }), 'username')
    ).toBeDefined()
  }
)

test('of two parallel sign-ups with a name one gets it', async () => {
  const attempt = () =>
    openBrowser(forum).post('/accounts', {
      ...agreed,
      username: 'racer',
      email: 'r@example.test',
      password
    })
  const answers = await Promise.all([attempt(), attempt(), attempt()])
  expect(answers.map(({ status }) => status).sort()).toEqual([202, 422, 422])
})

test.each([
  ['short', 'Use at least 10 characters.'],
  ['password1234', 'This password is too easy to guess.'],
  ['my-friend-morgana-99', 'Don’t use your username or email address']
])('the password %s is refused', async (weak, reason) => {
  const input = { username: 'morgana', email: 'm@example.test', password: weak }
  expect(
    message(await openBrowser(forum).post('/accounts', { ...agreed, ...input }), 'password')
  ).toContain(reason)
})

test('the mail is in the language of the sign-up', async () => {
  const email = 'zh@example.test'
  await openBrowser(forum).post('/accounts', {
    ...agreed,
    username: '小红帽',
    email,
    password,
    locale: 'zh-CN'
  })
  expect((await lastMailTo(forum, email)).subject).toBe('请确认你的邮箱')
})

test('outside the demo sign-up opens after a test mail has arrived', async () => {
  const input = { username: 'early', email: 'early@example.test', password }
  const open = async () => (await closed.guest.get('/accounts')).body.open
  expect(await open()).toBe(false)
  expect((await openBrowser(closed).post('/accounts', { ...agreed, ...input })).body.code).toBe(
    'sign_up_closed'
  )
  const admin = await closed.user({ role: 'admin', email: 'admin@example.test' })
  await admin.post('/admin/mail-test')
  const wrong = await admin.put('/admin/mail-test', { code: '000000' })
  expect(wrong.body.errors[0].path).toBe('code')
  const { code } = await lastMailTo(closed, 'admin@example.test')
  expect((await admin.put('/admin/mail-test', { code })).status).toBe(204)
  expect(await open()).toBe(true)
  expect((await openBrowser(closed).post('/accounts', { ...agreed, ...input })).status).toBe(202)
})
