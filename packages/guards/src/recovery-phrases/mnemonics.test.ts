import { entropyToMnemonic, validateMnemonic } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { wordlist as simplified } from '@scure/bip39/wordlists/simplified-chinese.js'
import { wordlist as traditional } from '@scure/bip39/wordlists/traditional-chinese.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findSecrets } from '../index.ts'
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

const phrase = (list: readonly string[], bytes: Uint8Array) =>
  entropyToMnemonic(bytes, [...list]).split(/\s/)

const writings: [string, (words: string[]) => string][] = [
  ['with full stops', (words) => words.join('。')],
  ['within a sentence', (words) => `昨天在别人电脑上输入过${words.join('')}会不会有事`]
]

test.each(
  Object.entries({ simplified, traditional }).flatMap(([name, list]) =>
    writings.map(([how, write]) => ({ name, how, list, write }))
  )
)('phrases of the $name list are seen $how', ({ list, write }) => {
  // By chance, some characters form words or are common, as in a sentence.
  const phrases = fc.sample(entropy, { numRuns: 100, seed: 1 }).map((bytes) => phrase(list, bytes))
  const seen = phrases.filter((words) => findSecrets(write(words)).length > 0)
  expect(seen.length).toBeGreaterThanOrEqual(90)
})

test.each([{ list: simplified }, { list: traditional }])(
  'counted ones need no checksum',
  ({ list }) => {
    const words = Array.from({ length: 12 }, (_, at) => list[(at * 331 + 777) % 2048] ?? '')
    expect(findSecrets(words.map((word, at) => `第${at + 1}个是${word}`).join('，'))).toHaveLength(
      1
    )
  }
)
