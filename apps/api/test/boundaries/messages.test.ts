import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { hasMessage } from '@stoa/messages'

const sources = globSync('packages/*/src/**/*.ts', { exclude: ['**/paraglide/**', '**/*.test.ts'] })
const said = sources.flatMap((path) => {
  const text = readFileSync(path, 'utf8')
  const found = text.matchAll(/\binvalid\(\s*[^,()]+,\s*'(\w+)'/g)
  return [...found].map(([, key = '']) => ({ path, key }))
})

test('every reason to refuse a field has a message', () => {
  expect(said.length).toBeGreaterThan(30)
  expect(said.filter(({ key }) => !hasMessage(key))).toEqual([])
})
