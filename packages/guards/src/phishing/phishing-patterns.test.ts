import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { part, phishingClasses, phishingKinds } from './phishing-patterns.ts'

test('each class says what it is, and in which samples it occurs', () => {
  for (const { name, kind, where, about, from, ways } of phishingClasses) {
    expect(about.length, name).toBeGreaterThan(2)
    expect(phishingKinds, name).toContain(kind)
    expect(['anywhere', 'han', 'word', 'app'], name).toContain(where)
    expect(ways.length, name).toBeGreaterThan(0)
    for (const file of from)
      expect(existsSync(new URL(`../corpus/${file}.ts`, import.meta.url)), `${name}: ${file}`).toBe(
        true
      )
  }
})

test('every part that a pattern names is there', () => {
  expect(phishingClasses.flatMap(({ ways }) => ways).join('')).not.toContain('${')
  expect(() => part('nothing')).toThrow('there is no part nothing')
})
