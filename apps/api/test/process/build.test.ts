import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { toAscii } from '../../ascii.build.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const files = (pattern: string) =>
  globSync(pattern, { cwd: root }).map((path) => ({
    path,
    text: readFileSync(join(root, path), 'utf8')
  }))

test('what is built for the server is ASCII, which takes one byte a letter', () => {
  const built = files('apps/{api/build,web/build/server}/**/*.js')
  expect(built.length).toBeGreaterThan(100)
  expect(built.filter(({ text }) => /[^\0-\x7f]/.test(text)).map(({ path }) => path)).toEqual([])
})

test('built pages have no messages and guards of their own', () => {
  const pages = files('apps/web/build/server/**/*.js')
  expect(pages.some(({ text }) => text.includes('from "@stoa/api/messages"'))).toBe(true)
  const own = pages.filter(({ text }) => /How can we help\?|"abandon"/.test(text))
  expect(own.map(({ path }) => path)).toEqual([])
})

const letters = String.raw`
  export const 名 = 1
  export default { 𡿨: "密\n", raw: String.raw${'`\\d点${1 + 1}\\`\\${}`'}, cooked: ${'`a点${"密"}`'},
    found: [/^[点😀]$/u.test("😀"), /😀|é/.test("é")] }`

test('a program in ASCII does what it did, with names, patterns and raw texts', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stoa-ascii-'))
  const load = (name: string, code: string) => {
    writeFileSync(join(folder, name), code)
    return import(join(folder, name)) as Promise<{ default: object }>
  }
  const escaped = toAscii(letters)
  const before = await load('before.mjs', letters)
  const after = await load('after.mjs', escaped)
  expect(escaped).not.toMatch(/[^\0-\x7f]/)
  expect({ ...after }).toEqual({ ...before })
  expect(after.default).toMatchObject({ 𡿨: '密\n', found: [true, true] })
  rmSync(folder, { recursive: true })
})
