import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { filesIn } from '../apps/web/test/languages.ts'
import { browserForum, quietChromium, root } from './browser-forum.ts'

const { baseURL, webServer } = browserForum(3210)

const projects = [
  { name: 'zh-CN', use: { locale: 'zh-CN' }, testMatch: filesIn('zh-CN') },
  { name: 'en', use: { locale: 'en' }, testMatch: filesIn('en') },
  // Depends on the traditional script.
  { name: 'zh-TW', use: { locale: 'zh-TW' }, testMatch: '**/journeys/look-up.test.ts' }
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
  projects,
  use: {
    baseURL,
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: process.env.CHROMIUM_PATH, args: quietChromium }
  },
  webServer
})
