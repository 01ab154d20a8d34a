import { realpathSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { freePort, newDataFolder, runProgram } from './server.ts'

const sources = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const STOA_DATA = newDataFolder()
const PORT = String(await freePort())
const readLimit = 600
const together = Array.from({ length: 10 })

afterAll(() => {
  rmSync(realpathSync(join(STOA_DATA, 'postgres')), { recursive: true, force: true })
  rmSync(dirname(STOA_DATA), { recursive: true, force: true })
})

const statusOf = async (path: string) => (await fetch(`http://127.0.0.1:${PORT}${path}`)).status

test('modules of a page in development do not count as pages', async () => {
  const server = runProgram(sources, { STOA_DATA, PORT, STOA_DEMO: 'off', NODE_ENV: 'development' })
  await server.says('Stoa is ready')
  for (let asked = 0; asked <= readLimit; asked += together.length) {
    const found = await Promise.all(together.map(() => statusOf('/@vite/env')))
    expect([...new Set(found)], `after ${asked}`).toEqual([200])
  }
  expect(await statusOf('/sign-in')).toBe(200)
  server.kill('SIGTERM')
  expect((await server.exit).code).toBe(0)
})
