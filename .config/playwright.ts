import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'

const root = fileURLToPath(new URL('..', import.meta.url))
const port = 3210
const baseURL = `http://127.0.0.1:${port}`

// Every worker reads the configuration again. Only the first creates the folder.
if (!process.env.BROWSER_TESTS_DATA) {
  const folder = mkdtempSync(join(tmpdir(), 'stoa-browser-'))
  // PostgreSQL may run as another user, who must be able to enter.
  chmodSync(folder, 0o755)
  process.env.BROWSER_TESTS_DATA = join(folder, 'data')
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
}

const pictures = '**/pictures.test.ts'
const pages = '**/pages/*.test.ts'
const journey = (name: string) => `**/journeys/${name}`
const testDir = join(root, 'apps/web/test')
const journeys = readdirSync(join(testDir, 'journeys')).sort()
const inTraditional = 'look-up.test.ts'
const isElsewhere = (name: string, at: number, turn: 0 | 1) =>
  name === inTraditional || at % 2 !== turn
/** CI runs every journey in both languages; other runs each in one, by turns. */
const elsewhere = (turn: 0 | 1) =>
  process.env.CI ? [] : journeys.filter((name, at) => isElsewhere(name, at, turn)).map(journey)
const quiet = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update']
]

/** Browser tests in the browser that `npm test` found, against the built forum with its demo. */
export default defineConfig({
  testDir,
  outputDir: join(root, 'test-results'),
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  // Only for tests that hang.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  projects: [
    { name: 'zh-CN', use: { locale: 'zh-CN' }, testIgnore: [pictures, ...elsewhere(1)] },
    { name: 'en', use: { locale: 'en' }, testIgnore: [pictures, pages, ...elsewhere(0)] },
    // Long English words are the hardest for a narrow window.
    { name: 'en-narrow', use: { locale: 'en' }, testMatch: '**/pages/narrow.test.ts' },
    // Tests that depend on the traditional script.
    { name: 'zh-TW', use: { locale: 'zh-TW' }, testMatch: journey(inTraditional) },
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
    // Long enough to create the demo community on a busy machine.
    timeout: 180_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 }
  }
})
