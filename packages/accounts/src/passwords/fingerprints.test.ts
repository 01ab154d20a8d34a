import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Fingerprints } from './breached.ts'

const sha1Of = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase()

test('finds every password that was added, in any order and number', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 }), { maxLength: 400 }), (passwords) => {
      const found = new Fingerprints()
      for (const password of passwords) found.addPassword(password)
      found.sort()
      expect(passwords.filter((one) => !found.has(sha1Of(one)))).toEqual([])
    })
  )
})

test('finds none of 100,000 that were not added, among 100,000', () => {
  const found = new Fingerprints()
  for (let at = 0; at < 100_000; at += 1) found.add(sha1Of(`in ${at}`))
  found.sort()
  const wrong = Array.from({ length: 100_000 }, (_, at) => found.has(sha1Of(`out ${at}`)))
  expect(wrong.filter(Boolean)).toEqual([])
  expect(found.has(sha1Of('in 99999'))).toBe(true)
})
