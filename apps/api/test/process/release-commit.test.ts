import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commitIn, refuseChanges } from '../../release/commit.ts'

let folder: string
const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' })
const write = (name: string, text: string) => writeFileSync(join(folder, name), text)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stoa-commit-'))
  git('init', '--quiet')
  for (const [key, value] of [
    ['user.name', 'Somebody'],
    ['user.email', 'somebody@forum.test']
  ] as const)
    git('config', key, value)
  write('one', 'committed')
  git('add', '.')
  git('commit', '--quiet', '--message', 'first')
})

afterAll(() => rmSync(folder, { recursive: true }))

test('a release of a clean checkout names its commit', () => {
  expect(() => refuseChanges(folder)).not.toThrow()
  expect(commitIn(folder)).toBe(git('rev-parse', 'HEAD').trim())
})

test('a release with changed or added files is refused, and one of them named', () => {
  write('one', 'changed')
  expect(() => refuseChanges(folder)).toThrow(/^one is not as committed: commit or undo it first/)
  write('two', 'added')
  expect(() => refuseChanges(folder)).toThrow('one and 1 more are not as committed')
})
