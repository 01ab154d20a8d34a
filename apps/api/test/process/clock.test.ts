import { realpathSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { freePort, newDataFolder, run } from './server.ts'

const STOA_DATA = newDataFolder()

afterAll(() => {
  rmSync(realpathSync(join(STOA_DATA, 'postgres')), { recursive: true, force: true })
  rmSync(dirname(STOA_DATA), { recursive: true, force: true })
})

test('a server whose clock is an hour ahead starts, and says so in one line', async () => {
  const { href } = new URL('fixtures/hour-ahead.mjs', import.meta.url)
  const settings = { STOA_DATA, PORT: String(await freePort()), STOA_DEMO: 'off' }
  const server = run('main', { ...settings, NODE_OPTIONS: `--import=${href}` })
  await server.says('Stoa is ready')
  server.kill('SIGTERM')
  const { code, stderr } = await server.exit
  expect([code, stderr.trim().split('\n')]).toEqual([
    0,
    [expect.stringMatching(/^The clock of this machine is 60 minutes ahead of .*NTP/)]
  ])
})
