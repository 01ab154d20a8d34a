import { followMode } from '@stoa/accounts/sign-in-mode'
import type { TestForum } from '../forum.ts'
import { openBrowser } from './browser.ts'
import { mailsTo } from './mailbox.ts'
import { useModes } from './sign-in-modes.ts'

/** The mode in which providers become the only way in, and what people do with mailed links. */
export function useLinks(forum: TestForum) {
  const modes = useModes(forum)
  const announced = async (days = 9) => {
    const startsAt = modes.inDays(days)
    await modes.setMode({ mode: 'only', startsAt })
    return startsAt
  }
  const come = async (startsAt: string, early = 0) => {
    forum.advance(Date.parse(startsAt) - Date.parse(forum.now()) + 1_000 - early)
    await followMode(forum.context())
  }

  /** Opens a mailed link, and signs in at the provider as this person. */
  async function follow(token: string, person = modes.newPerson(), browser = openBrowser(forum)) {
    modes.provider().person = person
    const begun = await browser.post('/identity-links/acme/attempts', { token, next: '/t/7' })
    if (begun.status !== 200) return { browser, answer: begun, person }
    const back = await modes.provider().visit(begun.body.address)
    return { browser, answer: await modes.answer(browser, back), person }
  }
  const ask = (email: string) => openBrowser(forum).post('/identity-links', { email })
  const subjects = async ({ email }: { email: string }) =>
    (await mailsTo(forum, email)).map(({ subject }) => subject)

  return { modes, announced, come, follow, ask, subjects }
}
