import { expect, test } from 'vitest'
import { makeAccount, openBrowser, signedIn } from '../accounts/browser.ts'
import { useProvider } from '../accounts/provider-acts.ts'
import { startForum } from '../forum.ts'

const forum = startForum({ web: true, loopback: true })
const { visit, link } = useProvider(forum)

const person = { subject: 'newcomer', email: 'newcomer@mail.test', email_verified: true }

/** Opens the page that the provider sends a newcomer back to, its address spelled so. */
async function returned(spell = (address: string) => address) {
  const browser = openBrowser(forum)
  const { pathname, search } = await visit(browser, person)
  const url = spell(`${pathname}${search}`)
  const cookie = browser.attempt()
  const own = await forum.guest.inject({ method: 'GET', url, headers: { cookie } })
  return { own, other: await forum.guest.inject({ method: 'GET', url }) }
}

test('the page of a newcomer is shown to nobody else', async () => {
  const { own, other } = await returned()
  expect(own.text).toContain(person.email)
  expect(own.headers['cache-control']).toContain('no-store')
  expect(other.text).not.toContain(person.email)
})

test('with encoded letters in its address it is shown to nobody, and ends the attempt', async () => {
  const { own, other } = await returned((address) =>
    address.replace('/with/', '/%77ith/').replace('code=', '%63ode=')
  )
  expect(String(own.headers['set-cookie'])).toContain('stoa_attempt=;')
  expect(other.text).not.toContain(person.email)
})

test('a frozen account is told so, and how to open it again', async () => {
  const { username } = await makeAccount(forum)
  await link(await signedIn(forum, username), person)
  forum.advance(8 * 24 * 3_600_000)
  await (await signedIn(forum, username)).post('/me/freezing')
  const { own } = await returned()
  expect(own.text).toContain('Your account is frozen')
  expect(own.text).toContain('href="/reset-password"')
})
