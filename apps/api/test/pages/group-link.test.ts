import { expect, test } from 'vitest'
import { agreed, password } from '../accounts/browser.ts'
import { joinBy, secretIn, someAddress } from '../accounts/joining.ts'
import { lastMailTo } from '../accounts/mailbox.ts'
import type { TestAnswer } from '../client.ts'
import { startForum } from '../forum.ts'

const forum = startForum({ web: true })

/** A browser without scripts that keeps its cookies. */
function openPages() {
  const cookies = new Map<string, string>()
  const send = async (method: 'GET' | 'POST', url: string, payload?: string) => {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ')
    const form = payload !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }
    const headers = { accept: 'text/html', cookie, ...form }
    const answer: TestAnswer = await forum.guest.inject({ method, url, headers, payload })
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    return answer
  }
  return {
    get: (url: string) => send('GET', url),
    submit: (url: string, fields: Record<string, string>) =>
      send('POST', url, new URLSearchParams(fields).toString())
  }
}

async function groupLink() {
  const admin = await joinBy(forum, { way: 'open' })
  const { id } = (await admin.post('/groups', { name: { en: 'Testers' } })).body
  const { url } = (await admin.post(`/groups/${id}/invitations`, { uses: 1, days: 7 })).body
  return { id, link: url.replace(forum.origin, '') as string }
}

/** Signs up on the page that a link leads to, and returns the token of the mail. */
async function signUp(pages: ReturnType<typeof openPages>, next: string, username: string) {
  const email = someAddress()
  const { terms, privacy } = agreed
  const given = { terms: String(terms), privacy: String(privacy), username, email, password }
  await pages.submit(`/sign-up?/signUp&next=${encodeURIComponent(next)}`, given)
  return (await lastMailTo(forum, email)).token
}

/** Opens the link of the mail and presses its button. @returns where it leads */
async function verify(pages: ReturnType<typeof openPages>, token: string, given = {}) {
  const { text } = await pages.get(`/verify-email?token=${token}`)
  const action = /action="(\?\/link[^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const answer = await pages.submit(`/verify-email${action}`, { token, ...given })
  return answer.headers.location
}

test('a guest signs up through a group link, verifies by mail and joins', async () => {
  const { id, link } = await groupLink()
  const pages = openPages()
  const offered = `href="/sign-up?next=${encodeURIComponent(link)}"`
  expect((await pages.get(link)).text).toContain(offered)
  const token = await signUp(pages, link, 'from-a-link')
  expect(await verify(pages, token)).toBe(link)
  const joined = await pages.submit(link, { token: secretIn(link) })
  expect(joined.headers.location).toBe(`/groups/${id}`)
  expect((await pages.get('/settings/groups')).text).toContain('Testers')
})

test('in another browser, or for another site, the mail leads to the home page', async () => {
  const { link } = await groupLink()
  const token = await signUp(openPages(), link, 'elsewhere-one')
  expect(await verify(openPages(), token, { password })).toBe('/')
  const pages = openPages()
  expect(await verify(pages, await signUp(pages, '//evil.example', 'elsewhere-two'))).toBe('/')
})
