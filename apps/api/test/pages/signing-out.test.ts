import { expect, test } from 'vitest'
import { openBrowser } from '../accounts/browser.ts'
import { useProvider } from '../accounts/provider-acts.ts'
import { startForum } from '../forum.ts'

const forum = startForum({ web: true, loopback: true })
const { signIn, makeMember, provider } = useProvider(forum)

const person = { subject: 'leaves', email: 'leaves@mail.test', email_verified: true }

/** Sends the form of the account menu, and returns where it leads. */
async function signOut(cookie: string) {
  const headers = {
    cookie,
    accept: 'text/html',
    'content-type': 'application/x-www-form-urlencoded'
  }
  const sent = { method: 'POST', url: '/sign-out', headers, payload: '' } as const
  return String((await forum.guest.inject(sent)).headers['location'])
}
const read = async (url: string) => (await forum.guest.inject({ method: 'GET', url })).text

test('who signed in by a provider is led to sign out there too, and told of both', async () => {
  const entered = await signIn(person)
  await makeMember(entered, person, 'leaves-twice')
  const led = await signOut(entered.browser.cookie())
  expect(led).toBe('/signed-out?at=acme')
  expect((await entered.browser.get('/me')).body.pending).toBe(false)
  const [, address = ''] = /href="(http[^"]+session\/end[^"]+)"/.exec(await read(led)) ?? []
  const back = await provider().signOut(address.replaceAll('&amp;', '&'))
  expect(back.pathname + back.search).toBe('/signed-out?state=acme')
  expect(await read(back.pathname + back.search)).toContain('signed out here and at Acme account')
})

test('another session leads home, and a made-up name tells of nobody', async () => {
  const { cookie = '' } = (await forum.user()).headers
  expect(await signOut(cookie)).toBe('/')
  expect(await read('/signed-out?at=nobody')).toContain('You’re signed out')
  const { browser } = await signIn(person, openBrowser(forum))
  const signedIn = await forum.guest.inject({
    method: 'GET',
    url: '/signed-out',
    headers: { cookie: browser.cookie() }
  })
  expect(signedIn.status).toBe(200)
})
