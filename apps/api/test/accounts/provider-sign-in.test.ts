import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { openBrowser } from './browser.ts'
import { lastMailTo } from './mailbox.ts'
import { useProvider } from './provider-acts.ts'

const forum = startForum({ loopback: true })
const { issuer, signIn, makeMember, join, visit, answer } = useProvider(forum)

let serial = 0
const somebody = () => {
  const subject = `subject-${(serial += 1)}`
  return { subject, email: `${subject}@mail.test`, email_verified: true }
}

test('a first sign-in asks for a name, and proves no address that it does not own', async () => {
  const person = somebody()
  const { outcome } = await signIn(person)
  expect(outcome.body).toMatchObject({ next: '/t/7', newcomer: { email: person.email } })
  expect(outcome.body.newcomer.emailProved).toBe(false)
  const { browser, joined } = await join(person, 'first-comer')
  expect(joined).toMatchObject({ status: 201, body: { pending: true } })
  const { code } = await lastMailTo(forum, person.email)
  await browser.post('/accounts/verification', { code })
  expect((await browser.get('/me')).body).toMatchObject({ username: 'first-comer', role: 'member' })
})

test('who comes back is signed in at once, and goes on where they were', async () => {
  const person = somebody()
  await join(person, 'back-again')
  const { browser, outcome } = await signIn(person)
  expect(outcome.body).toMatchObject({ next: '/t/7', newcomer: null, secondFactorMissing: false })
  expect((await browser.get('/me')).body.username).toBe('back-again')
})

test('an answer counts once, and only in the browser where it began', async () => {
  const browser = openBrowser(forum)
  const back = await visit(browser, somebody())
  expect((await answer(openBrowser(forum), back)).body.code).toBe('provider_attempt_expired')
  expect((await answer(browser, back)).status).toBe(200)
  expect((await answer(browser, back)).body.code).toBe('provider_attempt_expired')
})

test('a mixed-up state and a code of somebody else’s attempt are refused', async () => {
  const [one, other] = [openBrowser(forum), openBrowser(forum)]
  const back = await visit(one, somebody())
  const theirs = await visit(other, somebody())
  theirs.searchParams.set('state', back.searchParams.get('state') ?? '')
  expect((await answer(one, theirs)).body.code).toBe('provider_answer_invalid')
})

test('an attempt ends after ten minutes', async () => {
  const browser = openBrowser(forum)
  const back = await visit(browser, somebody())
  forum.advance(11 * 60_000)
  expect((await answer(browser, back)).body.code).toBe('provider_attempt_expired')
  forum.advance(-11 * 60_000)
})

test('a refusal at the provider and one that is down are told apart', async () => {
  const browser = openBrowser(forum)
  const back = await visit(browser, somebody())
  const { searchParams } = back
  back.search = `?error=access_denied&state=${searchParams.get('state')}&iss=${encodeURIComponent(issuer())}`
  expect(await answer(browser, back)).toMatchObject({
    status: 401,
    body: { code: 'provider_refused' }
  })
})

test('two forms at once make one account of one person', async () => {
  const person = somebody()
  const [one, other] = [await signIn(person), await signIn(person)]
  const answers = await Promise.all([
    makeMember(one, person, 'twin-one'),
    makeMember(other, person, 'twin-two')
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
})

test('a form that took over an hour, and one that was made up, are refused', async () => {
  const person = somebody()
  const late = await signIn(person)
  forum.advance(61 * 60_000)
  expect((await makeMember(late, person, 'too-late')).body.code).toBe('provider_attempt_expired')
  late.outcome.body.newcomer.token = `1.${'A'.repeat(80)}`
  expect((await makeMember(late, person, 'made-up')).body.code).toBe('provider_attempt_expired')
})
