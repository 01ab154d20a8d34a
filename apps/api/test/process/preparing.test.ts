import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isPrepared, notePrepared, sourcesOf } from '../../bin/prepared.mjs'

let root: string

function write(path: string, text: string) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'stoa-prepared-'))
  for (const name of ['package.json', 'package-lock.json', 'turbo.json']) write(name, '{}')
  write('node_modules/.package-lock.json', '{}')
  write('packages/messages/src/paraglide/messages.js', '')
  write('packages/core/src/text.ts', 'export const text = 1')
  write('apps/api/build/main.js', '1')
  write('apps/web/build/adapter-node.js', '1')
})
afterEach(() => rmSync(root, { recursive: true }))

test('the first start prepares, the second does not', () => {
  expect(isPrepared(root)).toBe(false)
  notePrepared(root, sourcesOf(root))
  expect(isPrepared(root)).toBe(true)
})

test.each([
  ['a changed source', 'packages/core/src/text.ts'],
  ['a new source', 'apps/web/src/new.svelte'],
  ['other packages', 'package-lock.json'],
  ['packages that were installed anew', 'node_modules/.package-lock.json'],
  ['another build', 'apps/api/build/main.js']
])('%s is prepared again', (_, path) => {
  notePrepared(root, sourcesOf(root))
  write(path, 'export const text = 2')
  expect(isPrepared(root)).toBe(false)
})

test.each([
  ['a missing build', 'apps/web/build/adapter-node.js'],
  ['a deleted source', 'packages/core/src/text.ts'],
  ['a missing package folder', 'node_modules']
])('%s is prepared again', (_, path) => {
  notePrepared(root, sourcesOf(root))
  rmSync(join(root, path), { recursive: true })
  expect(isPrepared(root)).toBe(false)
})

test('a source that changes while it is built is built again', () => {
  const built = sourcesOf(root)
  write('packages/core/src/text.ts', 'export const text = 2')
  notePrepared(root, built)
  expect(isPrepared(root)).toBe(false)
})

test('a changed test or document needs no preparation', () => {
  notePrepared(root, sourcesOf(root))
  write('packages/core/src/text.test.ts', 'test')
  write('apps/api/test/threads/reply.test.ts', 'test')
  write('docs/operating.md', '# Operating')
  expect(isPrepared(root)).toBe(true)
})
