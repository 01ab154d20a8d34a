import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'

const root = fileURLToPath(new URL('..', import.meta.url))
const port = 3333
const baseURL = `http://127.0.0.1:${port}`

// The configuration is read again by every worker; only the first has to make the folder.
if (!process.env.BROWSER_TESTS_DATA) {
  const folder = mkdtempSync(join(tmpdir(), 'stoa-browser-'))
  // PostgreSQL may have to run as another user, who has to come in.
  chmodSync(folder, 0o755)
  process.env.BROWSER_TESTS_DATA = join(folder, 'data')
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
}

const pictures = '**/pictures.test.ts'
const pages = '**/pages/*.test.ts'
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
  // For what hangs.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  projects: [
    { name: 'zh-CN', use: { locale: 'zh-CN' }, testIgnore: pictures },
    { name: 'en', use: { locale: 'en' }, testIgnore: [pictures, pages] },
    // Long words are what a narrow window has no room for.
    { name: 'en-narrow', use: { locale: 'en' }, testMatch: '**/pages/narrow.test.ts' },
    // Where the script of the words matters.
    { name: 'zh-TW', use: { locale: 'zh-TW' }, testMatch: '**/journeys/look-up.test.ts' },
    { name: 'pictures', testMatch: pictures }
  ],
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
