import { writeFile } from 'node:fs/promises'
import {
  test as base,
  type PlaywrightWorkerArgs,
  type PlaywrightWorkerOptions
} from '@playwright/test'
import { loadLanguages, locales, translate, type Locale } from '@stoa/messages'
import { chromiumEngine } from './chromium.ts'
import { firefoxEngine } from './firefox.ts'
import { asMember, startThread, type Member } from './members.ts'
import type { Engine, Tab } from './tab.ts'
import { webkitEngine } from './webkit.ts'
import type { Account } from '../accounts.ts'

await loadLanguages(locales)

export { expect } from '@playwright/test'

export type EngineOptions = { engine: 'chromium' | 'firefox' | 'webkit' }

type WorkerFixtures = EngineOptions & { running: Engine }

type Fixtures = {
  tab: Tab
  /** Errors of scripts and in the console. Those left at its end fail the test. */
  errors: string[]
  /** A message in the language of the engine. */
  say: (key: string, params?: Record<string, unknown>) => string
  /** A new member, or somebody who has an account, with a session. */
  member: (as?: Account) => Promise<Member>
  /** A new thread of a new member. */
  thread: () => Promise<{ id: number; url: string; title: string }>
}

/** Tests that run in one of the three engines. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  engine: ['chromium', { option: true, scope: 'worker' }],

  running: [
    async ({ playwright, launchOptions, engine }, use, { project }) => {
      const { baseURL = '', locale = 'en' } = project.use
      const running = await start(
        engine,
        { playwright, launchOptions },
        { origin: baseURL, locale }
      )
      await use(running)
      await running.close()
    },
    { scope: 'worker' }
  ],

  errors: async ({ engine: _ }, use) => use([]),

  tab: async ({ running, errors }, use, info) => {
    const tab = await running.open((error) => errors.push(error))
    await use(tab)
    if (info.status !== info.expectedStatus || errors.length > 0)
      await writeFile(info.outputPath('screen.png'), await tab.screenshot())
    await tab.close()
    base.expect(errors, 'errors on the pages').toEqual([])
  },

  say: async ({ locale }, use) => {
    await use((key, params = {}) => translate(key, params, locale as Locale))
  },

  member: async ({ baseURL }, use) => use((as) => asMember(String(baseURL), as)),

  thread: async ({ baseURL, member }, use) => {
    await use(async () => startThread(await member(), String(baseURL)))
  }
})

type Playwright = Pick<PlaywrightWorkerArgs, 'playwright'> &
  Pick<PlaywrightWorkerOptions, 'launchOptions'>

/** Starts the browser whose program `npm test` found. */
async function start(
  engine: EngineOptions['engine'],
  { playwright, launchOptions }: Playwright,
  settings: { origin: string; locale: string }
) {
  const { FIREFOX_PATH = '', WEBKIT_DRIVER_PATH = '' } = process.env
  if (engine === 'firefox') return firefoxEngine(FIREFOX_PATH, settings)
  if (engine === 'webkit') return webkitEngine(WEBKIT_DRIVER_PATH, settings)
  return chromiumEngine(await playwright.chromium.launch(launchOptions), settings)
}
