import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalizeLookup } from './lookup.ts'

const digits = fc.array(fc.constantFrom(...'0123456789abcdef'), { minLength: 32, maxLength: 128 })
const hex = digits.map((given) => given.join(''))
const base58 = fc
  .array(fc.constantFrom(...'123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'), {
    minLength: 43,
    maxLength: 88
  })
  .map((given) => `z${given.join('')}`)

test('hex is the same with a prefix, in capitals, in groups and in wide characters', () => {
  const wide = (text: string) =>
    text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
  const forms = fc.constantFrom<(text: string) => string>(
    (text) => `0x${text}`,
    (text) => text.toUpperCase(),
    (text) => ` ${text.slice(0, 9)}\n${text.slice(9)} `,
    wide
  )
  fc.assert(
    fc.property(hex, forms, (text, form) => {
      expect(normalizeLookup('transaction', form(text))).toBe(text)
    })
  )
})

test('base58 keeps its case, so two transactions never become one', () => {
  fc.assert(
    fc.property(base58, (text) => {
      expect(normalizeLookup('transaction', ` ${text}`)).toBe(text)
    })
  )
})

test('an order ID has neither case nor separators, and normal forms stay as they are', () => {
  const parts = fc.array(fc.stringMatching(/^[A-Za-z0-9]{1,8}$/), { minLength: 1, maxLength: 6 })
  const separator = fc.constantFrom('-', ' ', '/', '_', '#', '.', ':')
  fc.assert(
    fc.property(parts, separator, (given, between) => {
      const normal = normalizeLookup('order', given.join(between))
      expect(normal).toBe(given.join('').toLowerCase())
      expect(normalizeLookup('order', normal)).toBe(normal)
    })
  )
})
