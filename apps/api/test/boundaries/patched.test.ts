import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const page = readFileSync('docs/patched.md', 'utf8')
const lines = page.split('\n').filter((line) => /^\| [@a-z]\S+ +\d/.test(line))
const rows = lines.map((line) => {
  const [, whose = '', , where = ''] = line.split('|').map((cell) => cell.trim())
  const [name = '', version = ''] = whose.split(' ')
  return { name, version, files: Array.from(where.matchAll(/`([^`]+)`/g), ([, file = '']) => file) }
})

test('at most ten changes, each of the installed version, in files that are there', () => {
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.length).toBeLessThanOrEqual(10)
  for (const { name, version, files } of rows) {
    const { version: installed } = JSON.parse(
      readFileSync(`node_modules/${name}/package.json`, 'utf8')
    )
    expect([name, version]).toEqual([name, installed])
    expect(files.filter((file) => !existsSync(file))).toEqual([])
    expect(files.length).toBeGreaterThan(0)
  }
})

/** How source or output of others is changed, and how what they do not promise is read. */
const signs = [
  /\bcompileFunction\b|\btransform\(code|\bgenerateBundle\(|\bresolveId\b|\breadOutput\(/,
  /\.prototype\.\w+ = |[\w\])]\??\._(?!zod\b)[a-z]|_private_job|\bdrizzle\.__|pg-symlinks|<link href/
]

/** What these change is our own, or documented for it. */
const own = [...['apps/api/ascii.build.ts', 'apps/web/server.build.ts', 'apps/web/styles.build.ts']]
/** What loads the files in which changes are listed. */
const loads: Record<string, string> = {
  'packages/core/src/database/driver.ts': 'packages/core/src/database/driver-patches.ts',
  'packages/messages/build.mjs': 'packages/messages/compiler.mjs'
}

test('every change has a row', () => {
  const listed = execFileSync('git', ['ls-files', 'apps', 'packages'], { encoding: 'utf8' })
  const isCode = /\.(?:ts|mjs)$/
  const isOther = /\.test\.ts$|^apps\/(?:api|web)\/test\/|^apps\/api\/bench\//
  const code = listed.split('\n').filter((file) => isCode.test(file) && !isOther.test(file))
  const changing = code.filter((file) => {
    const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
    return signs.some((sign) => sign.test(text))
  })
  const known = [...rows.flatMap(({ files }) => files), ...own, ...Object.keys(loads)]
  expect(changing.filter((file) => !known.includes(file))).toEqual([])
  const found = [...changing, ...Object.values(loads)]
  expect(rows.flatMap(({ files }) => files).filter((file) => !found.includes(file))).toEqual([])
})
