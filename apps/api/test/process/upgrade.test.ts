import { readFileSync, realpathSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { checkOutCommit, hasCommit } from './checkout.ts'
import { freePort, newDataFolder, run, runProgram } from './server.ts'

type Release = { version: string; commit: string }
const list = readFileSync(new URL('fixtures/releases.json', import.meta.url), 'utf8')
const releases = JSON.parse(list) as Release[]
// Filling a forum takes half a minute.
const isWhole = process.env['CI'] !== undefined
const left: string[] = []

afterAll(() => {
  for (const folder of left) rmSync(folder, { recursive: true, force: true })
})

/** Fills a forum with the demo community, by the program of a release. */
async function fill(commit: string): Promise<string> {
  const folder = checkOutCommit(commit)
  const data = newDataFolder()
  left.push(folder, dirname(data))
  for (const command of ['migrate', 'seed']) {
    const program = join(folder, 'apps/api/src/cli.ts')
    const done = await runProgram(program, { STOA_DATA: data }, [command]).exit
    expect(done).toMatchObject({ code: 0, stderr: '' })
  }
  left.push(realpathSync(join(data, 'postgres')))
  return data
}

const read = async (port: string, path: string) =>
  (await fetch(`http://127.0.0.1:${port}/api/v1${path}`)).json()

describe.each(releases)('a forum of $version', ({ commit }) => {
  test.runIf(isWhole && hasCommit(commit))('is upgraded and goes on with its content', async () => {
    const PORT = String(await freePort())
    const server = run('main', { STOA_DATA: await fill(commit), PORT, STOA_DEMO: 'on' })
    await server.says('Stoa is ready')
    const { items } = (await read(PORT, '/threads')) as { items: { id: number }[] }
    expect(items).toHaveLength(25)
    const { posts } = (await read(PORT, `/threads/${items[0]?.id}`)) as { posts: object[] }
    expect(posts).not.toEqual([])
    const { total } = (await read(PORT, '/search?q=withdrawal')) as { total: number }
    expect(total).toBeGreaterThan(5)
    server.kill('SIGTERM')
    expect(await server.exit).toMatchObject({ code: 0, stderr: '' })
  })
})
