import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig, type PlaywrightTestConfig } from '@playwright/test'

const root = fileURLToPath(new URL('..', import.meta.url))
const port = 3210
const baseURL = `http://127.0.0.1:${port}`
const otherUsersPort = 3211

// Every worker reads the configuration again. Only the first creates the folder.
if (!process.env.BROWSER_TESTS_DATA) {
  const folder = mkdtempSync(join(tmpdir(), 'stoa-browser-'))
  // PostgreSQL may run as another user, who must be able to enter.
  chmodSync(folder, 0o755)
  process.env.BROWSER_TESTS_DATA = join(folder, 'data')
  process.env.OTHER_USERS_ORIGIN = `http://127.0.0.1:${otherUsersPort}`
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
}

const pictures = '**/pictures.test.ts'
const pages = '**/pages/*.test.ts'
// Tests that depend on the traditional script.
const inTraditional = '**/journeys/look-up.test.ts'
const inEachLanguage: PlaywrightTestConfig['projects'] = [
  { name: 'zh-CN', use: { locale: 'zh-CN' } },
  { name: 'en', use: { locale: 'en' }, testIgnore: [pictures, pages] },
  { name: 'zh-TW', use: { locale: 'zh-TW' }, testMatch: inTraditional }
]
const quiet = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update']
]

const server = {
  cwd: root,
  env: { PORT: String(port), STOA_DATA: process.env.BROWSER_TESTS_DATA },
  gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 }
} as const

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
    launchOptions: { executablePath: process.env.CHROMIUM_PATH, args: quiet }
  },
  webServer: [
    {
      ...server,
      command: 'node apps/api/build/main.js',
      url: `${baseURL}/healthz`,
      // Long enough to create the demo community on a busy machine.
      timeout: 180_000
    },
    {
      ...server,
      command: `node apps/api/test/other-users.ts ${otherUsersPort}`,
      port: otherUsersPort
    }
  ]
})
