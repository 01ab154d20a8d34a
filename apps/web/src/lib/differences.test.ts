import fc from 'fast-check'
import { expect, test } from 'vitest'
import { differences, type Piece } from './differences.server.ts'

const without = (pieces: Piece[], kind: Piece['kind']) =>
  pieces
    .filter((piece) => piece.kind !== kind)
    .map(({ text }) => text)
    .join('')

test('a changed English word is marked, the rest stays', () => {
  expect(differences('It takes two hours', 'It takes three hours')).toEqual([
    { kind: 'same', text: 'It takes ' },
    { kind: 'removed', text: 'two' },
    { kind: 'added', text: 'three' },
    { kind: 'same', text: ' hours' }
  ])
})

test('a changed Chinese word is marked, the rest stays', () => {
  expect(differences('充值两小时到账', '充值三天到账').map(({ kind }) => kind)).toContain('same')
})

test('without the removed pieces, the result is the new text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
      const pieces = differences(a.trim(), b.trim())
      expect(without(pieces, 'removed').replace(/\s/g, '')).toBe(b.replace(/\s/g, ''))
    })
  )
})
