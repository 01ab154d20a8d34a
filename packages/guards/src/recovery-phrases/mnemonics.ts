import { sha256 } from '@noble/hashes/sha2.js'

/** Numbers of words of a wallet's phrase, the longest first. */
export const phraseSizes = [24, 21, 18, 15, 12] as const

export const isPhraseSize = (count: number) => phraseSizes.some((size) => size === count)

/** Maps each word of a list to its index. */
export const numbered = (words: readonly string[]): ReadonlyMap<string, number> =>
  new Map(words.map((word, index) => [word, index]))

/**
 * True if the word indexes, 12 to 24 of them, end in the checksum of BIP-39. By chance, one in 16
 * (12 words) to 256 (24 words) does.
 */
export function hasChecksum(indexes: readonly number[]): boolean {
  const bytes = packed(indexes)
  const checksumBits = indexes.length / 3
  const entropy = (indexes.length * 11 - checksumBits) / 8
  const [hash = 0] = sha256(bytes.subarray(0, entropy))
  const unused = 8 - checksumBits
  return (bytes[entropy] ?? 0) >> unused === hash >> unused
}

/** Packs eleven bits per word. */
function packed(indexes: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((indexes.length * 11) / 8))
  for (const [position, index] of indexes.entries())
    for (let bit = 0; bit < 11; bit += 1) {
      const place = position * 11 + bit
      if ((index >> (10 - bit)) & 1)
        bytes[place >> 3] = (bytes[place >> 3] ?? 0) | (128 >> (place & 7))
    }
  return bytes
}
