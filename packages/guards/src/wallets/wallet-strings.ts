import type { Passage } from '../detector.ts'
import { normal } from '../text-forms/normal.ts'
import { isCodedAddress, isMixedBase58 } from './coded-addresses.ts'
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
/** Invoices of Lightning are the longest. */
const words = /(?<![0-9a-z])[0-9a-z]{25,1100}(?![0-9a-z])/gi
/** TON, its raw form, Nano, numbers of Filecoin, and names that stand for an address. */
const marked =
  /(?<![\w#-])(?:[EUk0][Qf][\w+/-]{46}|(?:0|-1):[0-9a-fA-F]{64}|(?:nano|xrb)_[13][0-9a-z]{59}|f0\d{4,12}|[a-z0-9-]{3,60}\.eth)(?![\w-])/g

const mayHaveOne = /[0-9a-z]{25}|0x|1[\s._·-]{0,2}[qpz]|\.eth(?![a-z])|f0\d{4}/i

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

/** Digits in groups may be two strings, of which the second is an address. */
function kindOfHex(text: string, { 0: found, index }: RegExpExecArray): WalletString['kind'] {
  const isWhole = /^(?:0x)?[0-9a-f]{64}$/i.test(found)
  return isWhole && isCalledHash(text, index) ? 'hash' : 'address'
}

/** Hashes and signatures that are longer than any address written in hex. */
const longHex = new Set([96, 128])
const maxHex = 128

function kindOfWord(text: string, match: RegExpExecArray): WalletString['kind'] | undefined {
  const [word] = match
  if (/^[0-9a-f]+$/i.test(word)) {
    if (word.length < 40 || word.length > maxHex) return undefined
    if (!/\d/.test(word) || !/[a-f]/i.test(word)) return undefined
    return longHex.has(word.length) ? 'hash' : kindOfHex(text, match)
  }
  if (isCodedAddress(word)) return 'address'
  return isMixedBase58(word) && word.length >= 86 && word.length <= 88 ? 'hash' : undefined
}
