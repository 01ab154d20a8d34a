import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'

const root = fileURLToPath(new URL('..', import.meta.url))
const port = 3210
const baseURL = `http://127.0.0.1:${port}`

// The configuration is read again by every worker; only the first has to make the folder.
process.env.BROWSER_TESTS_DATA ??= join(mkdtempSync(join(tmpdir(), 'stoa-browser-')), 'data')

const quiet = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update']
]

/** The journeys, in the browser that `npm test` found, against the built forum with its demo. */
export default defineConfig({
  testDir: join(root, 'apps/web/test'),
  outputDir: join(root, 'test-results'),
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  projects: ['zh-CN', 'en'].map((locale) => ({ name: locale, use: { locale } })),
  use: {
    baseURL,
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: process.env.CHROMIUM_PATH, args: quiet }
  },
  webServer: {
    command: 'node apps/api/build/main.js',
    cwd: root,
    url: `${baseURL}/healthz`,
    env: { PORT: String(port), STOA_DATA: process.env.BROWSER_TESTS_DATA },
    // The demo community is made first, beside whatever else the machine does.
    timeout: 180_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 }
  }
})
