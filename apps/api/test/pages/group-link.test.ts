import { expect, test } from 'vitest'
import { agreed, password } from '../accounts/browser.ts'
import { joinBy, secretIn, someAddress } from '../accounts/joining.ts'
import { lastMailTo } from '../accounts/mailbox.ts'
import type { TestAnswer } from '../client.ts'
import { startForum } from '../forum.ts'
import { sendPageForm } from './sending-forms.ts'

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

test('where sign-up is by invitation, the link offers sign-in only and says why', async () => {
  const { link } = await groupLink()
  await joinBy(forum, { way: 'invitation' })
  await forum.settle()
  const { text } = await openPages().get(link)
  expect(text).toContain('New accounts are by invitation only')
  expect(text).toContain(`href="/sign-in?next=${encodeURIComponent(link)}"`)
  expect(text).not.toContain('href="/sign-up')
})

test('the form of a new group sent twice at once makes one group', async () => {
  const admin = await forum.user({ role: 'admin' })
  const page = (await admin.inject({ method: 'GET', url: '/admin/groups' })).text
  const key = /name="key" value="([^"]+)"/.exec(page)?.[1] ?? ''
  const send = () => sendPageForm(admin, '/admin/groups', { key, 'name.en': 'Sent twice' })
  const answers = await Promise.all([send(), send()])
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  const { items } = (await admin.get('/groups')).body
  expect(items.filter(({ name }: { name: string }) => name === 'Sent twice')).toHaveLength(1)
})
