import { expect, test } from 'vitest'
import { lineAt, piecesOf, textOf } from './text-files.ts'

test('text is read as UTF-8, or as Chinese Windows writes it', () => {
  expect(textOf(Buffer.from('密码 a'))).toBe('密码 a')
  expect(textOf(Buffer.from('c3dcc2eb2061', 'hex'))).toBe('密码 a')
})

test('pieces overlap and leave nothing out', () => {
  expect(piecesOf('')).toEqual([{ start: 0, text: '' }])
  expect(piecesOf('a'.repeat(16_000))).toHaveLength(1)
  const text = Array.from({ length: 9_000 }, (_, index) => `${index} `).join('')
  const pieces = piecesOf(text)
  const rest = pieces.map(({ text }, index) => text.slice(index === 0 ? 0 : 2_000))
  expect(rest.join('')).toBe(text)
  for (const { start, text: piece } of pieces) expect(text.startsWith(piece, start)).toBe(true)
})

test('lines are counted from one, however they end', () => {
  expect([0, 1, 2, 4, 6].map((place) => lineAt('a\nb\r\nc\rd', place))).toEqual([1, 1, 2, 3, 3])
  expect(lineAt('a\nb\r\nc\rd', 7)).toBe(4)
})
