import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readBreachedPasswords } from './breached.ts'

const folder = mkdtempSync(join(tmpdir(), 'stoa-breached-'))
afterAll(() => rmSync(folder, { recursive: true }))

const sha1Of = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase()

function read(content: string | Buffer) {
  const path = join(folder, 'passwords.txt')
  writeFileSync(path, content)
  return readBreachedPasswords(path)
}

test('reads passwords of any encoding, one a line', async () => {
  const found = await read('correct horse\r\n我爱北京天安门\n\nlast one')
  expect(found.size).toBe(3)
  for (const password of ['correct horse', '我爱北京天安门', 'last one'])
    expect(found.has(sha1Of(password)), password).toBe(true)
  expect(found.has(sha1Of('correct hors'))).toBe(false)
})

test('reads an export of hashes with and without counts', async () => {
  const found = await read(`${sha1Of('a password')}:12\n${sha1Of('another').toLowerCase()}\n`)
  expect([found.has(sha1Of('a password')), found.has(sha1Of('another'))]).toEqual([true, true])
})

test.each([
  ['an empty file', ''],
  ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 10, 2])],
  ['a file without lines', 'x'.repeat(2000)],
  ['a line among hashes that is none', `${sha1Of('a')}:1\nhunter2\n`]
])('refuses %s with a sentence', async (_title, content) => {
  await expect(read(content)).rejects.toThrow('STOA_BREACHED_PASSWORDS')
})

test('refuses a file that is not there, and a folder', async () => {
  await expect(readBreachedPasswords(join(folder, 'none'))).rejects.toThrow('cannot be read')
  await expect(readBreachedPasswords(folder)).rejects.toThrow('cannot be read')
})
