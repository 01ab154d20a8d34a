import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { callsIn, commandLine } from './release.ts'

test('an unpacked archive is called without npm, a checkout with it', () => {
  expect(callsIn(true)).toEqual({ commandLine: 'bin/stoa', startLine: 'bin/stoa start' })
  expect(callsIn(false)).toEqual({ commandLine: 'npm run stoa --', startLine: 'npm start' })
  expect(commandLine).toBe('npm run stoa --')
})

const shown = [
  ...['packages/messages/*/*.json', 'packages/*/src/**/*.ts', 'apps/api/src/**/*.ts'],
  'apps/web/src/**/*.{ts,svelte}'
]
const isExempt = (path: string) =>
  /\.test\.ts$|\/(?:paraglide|node_modules)\/|core\/src\/release\.ts$/.test(path)

test('no message, page or error says by itself how to call Stoa', () => {
  const paths = shown.flatMap((pattern) => globSync(pattern)).filter((path) => !isExempt(path))
  expect(paths.length).toBeGreaterThan(1000)
  const calls = /npm (?:run stoa|start)/
  const saying = paths.filter((path) => calls.test(readFileSync(path, 'utf8')))
  expect(saying).toEqual([])
})
