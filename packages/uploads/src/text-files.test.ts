import { expect, test } from 'vitest'
import { isText, lineAt, textOf } from './text-files.ts'

test('text is read as UTF-8, or in the encoding of Chinese Windows', () => {
  expect(textOf(Buffer.from('密码 a'))).toBe('密码 a')
  expect(textOf(Buffer.from('c3dcc2eb2061', 'hex'))).toBe('密码 a')
})

test('text is read as UTF-16, with or without a byte order mark', () => {
  const wide = Buffer.from('密码: a and so on', 'utf16le')
  expect(textOf(Buffer.concat([Buffer.of(0xff, 0xfe), wide]))).toBe('密码: a and so on')
  expect(textOf(wide)).toBe('密码: a and so on')
  expect(textOf(Buffer.from(wide).swap16())).toBe('密码: a and so on')
  expect([isText(wide), isText(Buffer.of(0, 1, 2, 3))]).toEqual([true, false])
})

test('lines are counted from one, with any line ending', () => {
  expect([0, 1, 2, 4, 6].map((place) => lineAt('a\nb\r\nc\rd', place))).toEqual([1, 1, 2, 3, 3])
  expect(lineAt('a\nb\r\nc\rd', 7)).toBe(4)
})
