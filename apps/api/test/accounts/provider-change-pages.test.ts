import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { settingsOf } from './provider-acts.ts'
import { useModes } from './sign-in-modes.ts'

const forum = startForum({ loopback: true, web: true, origin: 'http://localhost:3000' })
const modes = useModes(forum)
type By = Awaited<ReturnType<typeof modes.byProvider>>['browser']

const path = '/admin/sign-in/acme'
const open = async (by: By, url: string) =>
  (await forum.guest.inject({ url, headers: { cookie: by.cookie() } })).text

async function press(by: By, act: string, id: number) {
  const { host } = new URL(forum.origin)
  const headers = {
    ...{ host, origin: forum.origin, accept: 'text/html', cookie: by.cookie() },
    'content-type': 'application/x-www-form-urlencoded'
  }
  const sent = { method: 'POST', url: `${path}?/${act}`, headers, payload: `id=${id}` } as const
  return (await forum.app.inject(sent)).headers.location
}

test('a second admin reads on both pages what would change, and confirms it there', async () => {
  const { one, other } = await modes.setMode({ mode: 'staff' })
  const { slug: _, issuer: __, ...settings } = settingsOf({ issuer: modes.issuer() })
  const planted = { clientId: 'planted-client', clientSecret: 'a planted secret' }
  const trusted = { factorSigns: ['amr:otp'] }
  await one.browser.put('/admin/sign-in-providers/acme', { ...settings, ...trusted, ...planted })
  for (const page of [path, '/approvals']) {
    const text = await open(other.browser, page)
    expect(text).toMatch(/<del[^>]*><bdi>forum<.*<bdi>planted-client</s)
    expect(text).toContain('New client secret')
    expect(text).not.toContain('a planted secret')
  }
  expect(await open(one.browser, path)).not.toContain('?/confirm')
  const { items } = (await other.browser.get('/admin/sign-in-providers')).body
  const { id } = items[0].waitingClient
  expect(await press(other.browser, 'confirm', id)).toBe(`${path}?saved=confirm`)
  expect(await open(other.browser, path)).not.toContain('?/confirm')
})
