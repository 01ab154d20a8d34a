import { entropyToMnemonic, validateMnemonic } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { segmentations } from './glued-words.ts'
import { hasChecksum, numbered, phraseSizes } from './mnemonics.ts'

const numbers = numbered(wordlist)
const indexesOf = (words: string[]) => words.map((word) => numbers.get(word) ?? -1)
const entropy = fc
  .constantFrom(...phraseSizes)
  .chain((size) => fc.uint8Array({ minLength: (size / 3) * 4, maxLength: (size / 3) * 4 }))

test('every phrase of the standard has its checksum', () => {
  fc.assert(
    fc.property(entropy, (bytes) => {
      expect(hasChecksum(indexesOf(entropyToMnemonic(bytes, [...wordlist]).split(' ')))).toBe(true)
    })
  )
})

test('other words have it only if the standard calls them valid', () => {
  const words = fc.array(fc.constantFrom(...wordlist), { minLength: 12, maxLength: 12 })
  fc.assert(
    fc.property(words, (words) => {
      expect(hasChecksum(indexesOf(words))).toBe(validateMnemonic(words.join(' '), [...wordlist]))
    })
  )
})

test('words without gaps are separated again', () => {
  fc.assert(
    fc.property(entropy, (bytes) => {
      const words = entropyToMnemonic(bytes, [...wordlist]).split(' ')
      expect(segmentations(words.join(''), numbers)).toContainEqual(indexesOf(words))
    })
  )
})
