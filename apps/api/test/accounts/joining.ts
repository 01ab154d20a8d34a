import type { TestForum } from '../forum.ts'
import { confirmMail } from '../opening.ts'
import { openBrowser, password, type Browser } from './browser.ts'

type Rule = { way: 'open' | 'invitation' | 'domains'; domains?: string[] }

let serial = 0
export const someAddress = (domain = 'example.test') => `joining-${(serial += 1)}@${domain}`

/** Marks mail as working and sets the rule of joining, as an admin. */
export async function joinBy(forum: TestForum, { way, domains = [] }: Rule) {
  await confirmMail(forum)
  const admin = await forum.user({ role: 'admin' })
  await admin.put('/admin/sign-up', { way, domains })
  return admin
}

/** Signs up in a new browser. */
export async function join(
  forum: TestForum,
  { email, invitation }: { email: string; invitation?: string },
  browser: Browser = openBrowser(forum)
) {
  const username = `joining${(serial += 1)}`
  const { terms, privacy } = (await browser.get('/accounts')).body.agreement
  const { status, body } = await browser.post('/accounts', {
    ...{ terms: terms.version, privacy: privacy.version },
    ...{ username, email, password, invitation }
  })
  const [error] = body.errors ?? []
  return { browser, username, status, body, answer: [status, error?.path ?? body.code] }
}

export const secretIn = (text: string) => /token=([\w-]+)/.exec(text)?.[1] ?? ''
