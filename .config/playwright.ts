import { join } from 'node:path'
import { defineConfig, type PlaywrightTestConfig } from '@playwright/test'
import { browserForum, quietChromium, root } from './browser-forum.ts'

const { baseURL, webServer } = browserForum(3210)

const pictures = '**/pictures.test.ts'
const pages = '**/pages/*.test.ts'
// Tests that depend on the traditional script.
const inTraditional = '**/journeys/look-up.test.ts'
const inEachLanguage: PlaywrightTestConfig['projects'] = [
  { name: 'zh-CN', use: { locale: 'zh-CN' } },
  { name: 'en', use: { locale: 'en' }, testIgnore: [pictures, pages] },
  { name: 'zh-TW', use: { locale: 'zh-TW' }, testMatch: inTraditional }
]

/** Browser tests in the browser that `npm test` found, against the built forum with its demo. */
export default defineConfig({
  testDir: join(root, 'apps/web/test'),
  outputDir: join(root, 'test-results'),
  forbidOnly: Boolean(process.env.CI),
  // One more than the cores of a small machine, because tests also wait.
  workers: 3,
  fullyParallel: true,
  // Only for tests that hang.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  // Otherwise each journey in one language, see `languages.ts`.
  ...(process.env.CI && { projects: inEachLanguage }),
  use: {
    baseURL,
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: process.env.CHROMIUM_PATH, args: quietChromium }
  },
  webServer
})
