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

test('a second admin reads on both pages what would change, and decides it on one', async () => {
  const { one, other } = await modes.setMode({ mode: 'staff' })
  const { slug: _, issuer: __, ...settings } = settingsOf({ issuer: modes.issuer() })
  const planted = { clientId: 'planted-client', clientSecret: 'a planted secret' }
  await one.browser.put('/admin/sign-in-providers/acme', { ...settings, ...planted })
  for (const page of [path, '/approvals']) {
    const text = await open(other.browser, page)
    expect(text).toMatch(/<del[^>]*><bdi>forum<.*<bdi>planted-client</s)
    expect(text).toContain('New client secret')
    expect(text).not.toContain('a planted secret')
  }
  expect(await open(one.browser, '/approvals')).not.toContain('?/approve')
  expect(await open(other.browser, '/approvals')).toContain('?/approve')
  expect(await open(other.browser, path)).toMatch(/href="\/approvals#approval-\d+"/)
})
