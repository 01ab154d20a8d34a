import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import type { EngineOptions } from '../apps/web/test/engines/engine.ts'
import { browserForum, quietChromium, root } from './browser-forum.ts'

const { baseURL, webServer } = browserForum(3212)

/**
 * One journey in the engines of all browsers, those that `npm test` found, against the built forum
 * with its demo. Each has another language; WebKit has no Chinese where the system has none.
 */
export default defineConfig<object, EngineOptions>({
  testDir: join(root, 'apps/web/test/engines'),
  testMatch: 'journey.ts',
  outputDir: join(root, 'test-results/engines'),
  forbidOnly: Boolean(process.env.CI),
  // One after the other: the engines are measured, too.
  workers: 1,
  timeout: 90_000,
  use: {
    baseURL,
    launchOptions: { executablePath: process.env.CHROMIUM_PATH, args: quietChromium }
  },
  projects: [
    { name: 'chromium', use: { engine: 'chromium', locale: 'zh-CN' } },
    { name: 'firefox', use: { engine: 'firefox', locale: 'zh-TW' } },
    { name: 'webkit', use: { engine: 'webkit', locale: 'en' } }
  ],
  webServer
})
