import { test as base, type BrowserContextOptions, type Page } from '@playwright/test'
import { loadLanguages, locales, translate, type Locale } from '@stoa/messages'
import { makeAccount, signIn, type Account } from './accounts.ts'
import { startEmptyForum, type EmptyForum } from './empty-forum.ts'
import { startMovedForum, type MovedForum } from './fake-clock.ts'
import { watch } from './watching.ts'

await loadLanguages(locales)

export { expect } from '@playwright/test'
export type { Account } from './accounts.ts'

type Visit = BrowserContextOptions & {
  /** Signs in first, without using the pages. */
  as?: Account
}

type Fixtures = {
  /** A message in the language of the test. */
  say: (key: string, params?: Record<string, unknown>) => string
  /** Creates an account for this test, with a verified address. */
  account: () => Promise<Account>
  /** Starts a forum with a fake clock for this test, see `fake-clock.ts`. */
  forumAt: (time: string) => Promise<MovedForum>
  /** Starts a forum that nobody has set up. */
  emptyForum: () => Promise<EmptyForum>
  /** Opens a browser for another user; it is watched until the test ends. */
  visitor: (visit?: Visit) => Promise<Page>
}

/**
 * Browser tests. Every page a test visits is checked as well, see `watching.ts`; findings fail the
 * test at its end.
 */
export const test = base.extend<Fixtures>({
  // Playwright's own context would not be watched.
  page: async ({ visitor }, use) => use(await visitor()),

  say: async ({ locale }, use) => {
    await use((key, params = {}) => translate(key, params, locale as Locale))
  },

  account: async ({ locale: _ }, use) => use(makeAccount),

  forumAt: async ({ locale: _ }, use) => {
    const started: MovedForum[] = []
    await use(async (time) => {
      const forum = await startMovedForum(time)
      started.push(forum)
      return forum
    })
    for (const forum of started) await forum.stop()
  },

  emptyForum: async ({ locale: _ }, use) => {
    const started: EmptyForum[] = []
    await use(async () => {
      const forum = await startEmptyForum()
      started.push(forum)
      return forum
    })
    for (const forum of started) await forum.stop()
  },

  // Closes browsers before their forum, so that open requests do not fail.
  visitor: async ({ browser, locale, baseURL, forumAt: _, emptyForum: __ }, use) => {
    const opened: (() => Promise<void>)[] = []
    const found: string[] = []
    await use(async ({ as, ...options } = {}) => {
      const origin = String(options.baseURL ?? baseURL)
      const reader = { locale, baseURL: origin, reducedMotion: 'reduce' as const }
      const context = await browser.newContext({ ...reader, ...options })
      opened.push(() => context.close())
      watch(context, { origin, scripts: options.javaScriptEnabled !== false }, found)
      if (as) await signIn(context, origin, as)
      return context.newPage()
    })
    for (const close of opened) await close()
    base.expect(found, 'what the pages got wrong by the way').toEqual([])
  }
})
