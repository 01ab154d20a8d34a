import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const guide = readFileSync('CONTRIBUTING.md', 'utf8')
const map = guide.split('\n## ').find((part) => part.startsWith('From what people do'))
const rows = (map?.split('\n') ?? []).filter((line) => /^\|.*`/.test(line))
const paths = rows.flatMap((row) => Array.from(row.matchAll(/`([^`]+)`/g), ([, path = '']) => path))

test('each path in the map of CONTRIBUTING.md is a file', () => {
  expect(rows.length).toBeGreaterThanOrEqual(25)
  expect(paths.filter((path) => !existsSync(path))).toEqual([])
})

const packages = readdirSync('packages')
const sourcesOf = (name: string) =>
  readdirSync(`packages/${name}/src`, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts')
  )

/** The names in backticks of a README that are files or verbs, and are not in the package. */
function gone(name: string): string[] {
  const text = readFileSync(`packages/${name}/README.md`, 'utf8')
  const sources = sourcesOf(name)
  const code = sources.map((path) => readFileSync(`packages/${name}/src/${path}`, 'utf8')).join()
  const named = Array.from(text.matchAll(/`([\w/-]+\.ts|[a-z]+[A-Z]\w+)`/g), ([, one = '']) => one)
  return named.filter((one) =>
    one.endsWith('.ts')
      ? !existsSync(one) && !sources.some((path) => `/${path}`.endsWith(`/${one}`))
      : !new RegExp(`\\b${one}\\b`).test(code)
  )
}

test.each(packages)('the README of %s names files and verbs that are there', (name) => {
  expect(gone(name)).toEqual([])
})
