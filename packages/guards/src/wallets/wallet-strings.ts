import { base58, createBase58check } from '@scure/base'
import { sha256 } from '@noble/hashes/sha2.js'
import type { Passage } from '../finding.ts'
import { normal } from '../text-forms/normal.ts'
import { isCalledHash } from './hash-labels.ts'

/**
 * A string of a blockchain. An `address` is anything that money could be sent to; a `hash` names a
 * transaction, a block or a file and nothing else.
 */
export type WalletString = Passage & { kind: 'address' | 'hash' }

/** In groups, over lines or in one: 0x1234 5678… */
const prefixed = /(?<![0-9a-z])0x(?:[\s._·-]{0,2}[0-9a-f]){40,66}(?![0-9a-z])/gi
/** Bech32 in groups or in one, under the prefixes that are known best. */
const grouped =
  /(?<![0-9a-z])(?:bc|tb|ltc|addr)1(?:[\s._·-]{0,2}[02-9ac-hj-np-z]){38,103}(?![0-9a-z])/gi
const words = /(?<![0-9a-z])[0-9a-z]{25,128}(?![0-9a-z])/gi
/** TON, its raw form, Nano, and names that stand for an address. */
const marked =
  /(?<![\w-])(?:[EUk0][Qf][\w+/-]{46}|(?:0|-1):[0-9a-fA-F]{64}|(?:nano|xrb)_[13][0-9a-z]{59}|[a-z0-9-]{3,60}\.eth)(?![\w-])/g

const mayHaveOne = /[0-9a-z]{25}|0x|1[\s._·-]{0,2}[qpz]|\.eth(?![a-z])/i

/**
 * Finds addresses and hashes, in order and without overlaps. In doubt a string is an address: 64 hex
 * digits are a transaction on one chain and an account on another, and count as a hash only if the
 * words before them say so.
 */
export function findWalletStrings(given: string): WalletString[] {
  const { text, at } = normal(given)
  if (!mayHaveOne.test(text)) return []
  const found = [
    ...Array.from(text.matchAll(prefixed), (match) => passage(match, kindOfHex(text, match))),
    ...Array.from(text.matchAll(grouped), (match) => passage(match, 'address')),
    ...Array.from(text.matchAll(marked), (match) => passage(match, 'address')),
    ...Array.from(text.matchAll(words)).flatMap((match) => {
      const kind = kindOfWord(text, match)
      return kind === undefined ? [] : [passage(match, kind)]
    })
  ]
  return apart(found).map(({ kind, start, end }) => ({ kind, start: at(start), end: at(end) }))
}

/** True if a text contains something that money could be sent to. */
export const hasWalletAddress = (text: string): boolean =>
  findWalletStrings(text).some(({ kind }) => kind === 'address')

const passage = ({ 0: found, index }: RegExpExecArray, kind: WalletString['kind']) => ({
  kind,
  start: index,
  end: index + found.length
})

/** Keeps the first of overlapping strings; of several at one place, an address. */
function apart(found: WalletString[]): WalletString[] {
  let end = 0
  return found
    .toSorted((a, b) => a.start - b.start || Number(a.kind === 'hash') - Number(b.kind === 'hash'))
    .filter((one) => {
      const isApart = one.start >= end
      if (isApart) end = one.end
      return isApart
    })
}

const hexDigits = (text: string) => text.replace(/^0x/i, '').replace(/[^0-9a-f]/gi, '').length

function kindOfHex(text: string, { 0: found, index }: RegExpExecArray): WalletString['kind'] {
  return hexDigits(found) === 64 && isCalledHash(text, index) ? 'hash' : 'address'
}

/** Hashes and signatures that are longer than any address written in hex. */
const longHex = new Set([96, 128])

function kindOfWord(text: string, match: RegExpExecArray): WalletString['kind'] | undefined {
  const [word] = match
  if (/^[0-9a-f]+$/i.test(word)) {
    if (word.length < 40 || !/\d/.test(word) || !/[a-f]/i.test(word)) return undefined
    return longHex.has(word.length) ? 'hash' : kindOfHex(text, match)
  }
  if (isCodedAddress(word)) return 'address'
  return isMixedBase58(word) && word.length >= 86 && word.length <= 88 ? 'hash' : undefined
}

/** Bech32 of any chain, the same without a prefix, Stellar and Algorand, or in base58. */
const isCodedAddress = (word: string) =>
  /^(?:[a-z]{1,16}1[02-9ac-hj-np-z]{38,}|[A-Z]{1,16}1[02-9AC-HJ-NP-Z]{38,})$/.test(word) ||
  (/^[qpz][02-9ac-hj-np-z]{41,62}$/.test(word) && /\d/.test(word)) ||
  (/^(?:[GM][A-Z2-7]{55,68}|[A-Z2-7]{58})$/.test(word) && /\d/.test(word)) ||
  isBase58Address(word)

const isMixedBase58 = (word: string) =>
  /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[1-9A-HJ-NP-Za-km-z]+$/.test(word)

/** Lengths of Polkadot, Cardano before Shelley, and Monero. */
const longBase58 = new Set([46, 47, 48, 49, 59, 95, 97, 103, 104, 105, 106])

function isBase58Address(word: string): boolean {
  if (!isMixedBase58(word)) return false
  const { length } = word
  if (longBase58.has(length)) return true
  if (length > 44) return false
  return (/^[13Tr]/.test(word) && length <= 35) || isChecked(word) || isKey(word)
}

const base58check = createBase58check(sha256)

function isChecked(word: string): boolean {
  try {
    return base58check.decode(word).length >= 21
  } catch {
    return false
  }
}

/** A public key, which is an address on Solana. */
const isKey = (word: string) => word.length >= 32 && base58.decode(word).length === 32
