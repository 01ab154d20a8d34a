import { expect, test } from 'vitest'
import { piecesOf, textOf } from './text-files.ts'

test('text is read as UTF-8, or as Chinese Windows writes it', () => {
  expect(textOf(Buffer.from('密码 a'))).toBe('密码 a')
  expect(textOf(Buffer.from('c3dcc2eb2061', 'hex'))).toBe('密码 a')
})

test('pieces overlap and leave nothing out', () => {
  expect(piecesOf('')).toEqual([''])
  expect(piecesOf('a'.repeat(16_000))).toHaveLength(1)
  const text = Array.from({ length: 9_000 }, (_, index) => `${index} `).join('')
  const pieces = piecesOf(text)
  expect(pieces.map((piece, index) => piece.slice(index === 0 ? 0 : 2_000)).join('')).toBe(text)
})
