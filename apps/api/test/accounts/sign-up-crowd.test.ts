import { createHash } from 'node:crypto'
import { limits } from '@stoa/core/schema'
import { sendLateMails } from '@stoa/accounts'
import { beforeEach, expect, test } from 'vitest'
import { agreed, openBrowser, password } from './browser.ts'
import { startForum } from '../forum.ts'
import { mailsTo } from './mailbox.ts'

const forum = startForum({ demo: true })
const address = '2001:db8:7:7::1'
const minute = 60_000
let serial = 0

/** Records that so many accounts were made from this network within the hour. */
beforeEach(() => crowd(20))
async function crowd(count: number) {
  await forum.connection.db.delete(limits)
  const from = { name: 'sign_up', subject: '2001:db8:7:7::/64', windowStart: forum.now(), count }
  await forum.connection.db.insert(limits).values(from)
}

/** Signs up from another host of the network. */
async function signUp(work?: string) {
  const username = `crowd-${(serial += 1)}`
  const email = `${username}@example.test`
  const browser = openBrowser(forum, { address: `2001:db8:7:7::${serial}` })
  const { status, body } = await browser.post('/accounts', {
    ...agreed,
    username,
    email,
    password,
    work
  })
  return { browser, email, answer: [status, body.late] }
}

const subjects = async (email: string) => (await mailsTo(forum, email)).length
const workHere = async () => (await openBrowser(forum, { address }).get('/accounts/work')).body.work

/** Solves the proof of work, as the browser does. */
async function done() {
  const { salt, challenge, bound, signature } = await workHere()
  const hash = (number: number) => createHash('sha256').update(`${salt}.${number}`).digest('hex')
  const number = Array.from({ length: bound }, (_, one) => one).find(
    (one) => hash(one) === challenge
  )
  return `${salt}.${number}.${signature}`
}

test('over twenty sign-ups per hour and network the mail leaves ten minutes later', async () => {
  const { browser, email, answer } = await signUp()
  expect(answer).toEqual([202, true])
  expect((await browser.post('/accounts/verification/mail')).status).toBe(202)
  forum.advance(9 * minute)
  await sendLateMails(forum.context())
  expect(await subjects(email)).toBe(0)
  forum.advance(2 * minute)
  await sendLateMails(forum.context())
  await sendLateMails(forum.context())
  const [mail, ...more] = await mailsTo(forum, email)
  expect(more).toEqual([])
  expect((await browser.post('/accounts/verification', { code: mail?.code })).status).toBe(200)
})

test('an account with a proof of work gets its mail at once', async () => {
  const { email, answer } = await signUp(await done())
  expect(answer).toEqual([202, false])
  expect(await subjects(email)).toBe(1)
})

test('a proof of work counts once, if it is correct, ours and in time', async () => {
  const right = await done()
  const forged = right.replace(/.{5}$/, 'AAAAA')
  const off = right.replace(/\.(\d{1,6})\./, (_, number) => `.${Number(number) + 1}.`)
  for (const work of [forged, off, 'x', ''])
    expect((await signUp(work)).answer).toEqual([202, true])
  expect((await signUp(right)).answer).toEqual([202, false])
  expect((await signUp(right)).answer).toEqual([202, true])
  const late = await done()
  forum.advance(61 * minute)
  await crowd(20)
  expect((await signUp(late)).answer).toEqual([202, true])
})

test('the first twenty and other networks need no proof of work', async () => {
  await crowd(19)
  expect(await workHere()).toBeNull()
  expect((await signUp()).answer).toEqual([202, false])
  expect(await workHere()).toBeTruthy()
  const elsewhere = openBrowser(forum, { address: '2001:db8:7:8::1' })
  expect((await elsewhere.get('/accounts/work')).body.work).toBeNull()
})
