import { realpathSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { checkOutCommit, hasCommit } from './checkout.ts'
import { releases } from './releases.ts'
import { freePort, newDataFolder, run, runProgram } from './server.ts'

// Filling a forum takes half a minute. It brings its PostgreSQL, so that once is enough.
const isWhole = process.env['CI'] !== undefined && !process.env['DATABASE_URL']
const [{ version, commit }] = releases
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

describe(`a forum of ${version}`, () => {
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
