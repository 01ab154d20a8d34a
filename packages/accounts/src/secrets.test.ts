import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sameSecret, seal, unseal } from './secrets.ts'

const keyFor = (purpose: string) => createHash('sha256').update(purpose).digest()
const keys = { keyFor, previousKeyFor: () => undefined }

test('an encrypted text opens for the same purpose and owner', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, owner) => {
      const wellFormed = text.toWellFormed()
      expect(unseal(keys, 'x', owner, seal(keys, 'x', owner, wellFormed))).toBe(wellFormed)
    })
  )
})

test('an encrypted text does not open for another purpose or owner, or changed', () => {
  const sealed = seal(keys, 'x', 'user:1', 'JBSWY3DPEHPK3PXP')
  const changed = sealed.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
  expect(() => unseal(keys, 'y', 'user:1', sealed)).toThrow()
  expect(() => unseal(keys, 'x', 'user:2', sealed)).toThrow()
  expect(() => unseal(keys, 'x', 'user:1', `2${sealed.slice(1)}`)).toThrow()
  expect(() => unseal(keys, 'x', 'user:1', changed.slice(0, -4) + 'AAAA')).toThrow()
})

test('the same text is encrypted differently each time', () => {
  expect(seal(keys, 'x', 'user:1', 'text')).not.toBe(seal(keys, 'x', 'user:1', 'text'))
})

test('secrets are compared in full', () => {
  expect(sameSecret('123456', '123456')).toBe(true)
  expect(sameSecret('123456', '12345')).toBe(false)
})
