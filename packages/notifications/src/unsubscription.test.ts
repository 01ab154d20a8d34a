import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kinds } from './schema.ts'
import { readToken, unsubscribeToken } from './unsubscription.ts'

const key = (purpose: string) => createHash('sha256').update(purpose).digest()
const ports = { keyFor: key, previousKeyFor: () => undefined }
const otherPorts = {
  keyFor: (purpose: string) => key(`x${purpose}`),
  previousKeyFor: () => undefined
}

test('a token names its user and subject', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1 }),
      fc.constantFrom(...kinds, 'digest' as const),
      (id, subject) => {
        const token = unsubscribeToken(ports, id, subject)
        expect(readToken(ports, token)).toEqual({ userId: id, subject })
        expect(token).toMatch(/^[\w.-]+$/)
      }
    )
  )
})

test('a token of another forum, for another user, or forged is refused', () => {
  const token = unsubscribeToken(ports, 7, 'answer')
  expect(() => readToken(otherPorts, token)).toThrow('not_found')
  expect(() => readToken(ports, token.replace('7.', '8.'))).toThrow('not_found')
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => readToken(ports, text)).toThrow('not_found')
    })
  )
})
