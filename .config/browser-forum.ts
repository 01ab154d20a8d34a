import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PlaywrightTestConfig } from '@playwright/test'

export const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * The built forum with its demo, for tests in browsers, and beside it, on the next port, the server
 * that creates accounts.
 */
export function browserForum(port: number) {
  const baseURL = `http://127.0.0.1:${port}`
  // Every worker reads the configuration again. Only the first creates the folder.
  if (!process.env.BROWSER_TESTS_DATA) {
    const folder = mkdtempSync(join(tmpdir(), 'stoa-browser-'))
    // PostgreSQL may run as another user, who must be able to enter.
    chmodSync(folder, 0o755)
    process.env.BROWSER_TESTS_DATA = join(folder, 'data')
    process.env.OTHER_USERS_ORIGIN = `http://127.0.0.1:${port + 1}`
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  }
  return { baseURL, webServer: servers(port, baseURL) }
}

function servers(port: number, baseURL: string) {
  const server = {
    cwd: root,
    // With the embedded PostgreSQL, also where other tests have a server.
    env: { PORT: String(port), STOA_DATA: process.env.BROWSER_TESTS_DATA ?? '', DATABASE_URL: '' },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 }
  } as const
  return [
    {
      ...server,
      command: 'node apps/api/build/main.js',
      url: `${baseURL}/healthz`,
      // Long enough to create the demo community on a busy machine.
      timeout: 180_000
    },
    {
      ...server,
      command: `node apps/api/test/other-users.ts ${port + 1}`,
      port: port + 1
    }
  ] satisfies PlaywrightTestConfig['webServer']
}

/** What keeps Chromium from talking to servers of its maker. */
export const quietChromium = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update']
]
