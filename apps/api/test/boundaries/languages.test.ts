import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { locales } from '@stoa/messages'

const list = 'packages/messages/src/languages.ts'
// The texts of the demo and of packs are content, in the language they are written in.
const content = ['**/demo/**', '**/packs/**', '**/corpus/**', '**/paraglide/**', '**/*.test.ts']
const sources = globSync('{packages,apps}/*/src/**/*.{ts,svelte}', { exclude: [...content, list] })
const named = new RegExp(`['"](?:${locales.join('|')})['"]|\\ben: |enum: locales`, 'g')

test('languages are named in one list only', () => {
  expect(readFileSync(list, 'utf8')).toMatch(named)
  const found = sources.flatMap((path) =>
    (readFileSync(path, 'utf8').match(named) ?? []).map((name) => `${path}: ${name}`)
  )
  expect(found).toEqual([])
})
