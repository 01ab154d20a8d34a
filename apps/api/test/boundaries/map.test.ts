import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const guide = readFileSync('CONTRIBUTING.md', 'utf8')
const map = guide.split('\n## ').find((part) => part.startsWith('From what people do'))
const rows = (map?.split('\n') ?? []).filter((line) => /^\|.*`/.test(line))
const paths = rows.flatMap((row) => Array.from(row.matchAll(/`([^`]+)`/g), ([, path = '']) => path))

test('each path in the map of CONTRIBUTING.md is a file', () => {
  expect(rows.length).toBeGreaterThanOrEqual(25)
  expect(paths.filter((path) => !existsSync(path))).toEqual([])
})
