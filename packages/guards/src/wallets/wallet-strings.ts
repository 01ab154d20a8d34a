import { base58, base58xrp } from '@scure/base'
import { sha256 } from '@noble/hashes/sha2.js'
import type { Passage } from '../detector.ts'
import { normal } from '../text-forms/normal.ts'

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

/** Bech32 of any chain, the same without a prefix, Stellar and Algorand, Filecoin, or in base58. */
const isCodedAddress = (word: string) =>
  /^(?:[a-z]{1,16}1[02-9ac-hj-np-z]{38,}|[A-Z]{1,16}1[02-9AC-HJ-NP-Z]{38,})$/.test(word) ||
  (/^[qpz][02-9ac-hj-np-z]{41,62}$/.test(word) && /\d/.test(word)) ||
  (/^(?:[GM][A-Z2-7]{55,68}|[A-Z2-7]{58})$/.test(word) && /\d/.test(word)) ||
  /^f(?:[12][a-z2-7]{39}|3[a-z2-7]{84}|4\d{1,19}f[a-z2-7]{7,93})$/.test(word) ||
  isInvoice(word) ||
  isBase58Address(word)

/** A Lightning invoice with its amount, which stands before the separator. */
const isInvoice = (word: string) =>
  /^(?:ln[a-z]{2,4}\d{1,18}[munp]?1[02-9ac-hj-np-z]{80,}|LN[A-Z]{2,4}\d{1,18}[MUNP]?1[02-9AC-HJ-NP-Z]{80,})$/.test(
    word
  )

const isMixedBase58 = (word: string) =>
  /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[1-9A-HJ-NP-Za-km-z]+$/.test(word)

/** Lengths of Polkadot, Cardano before Shelley, and Monero; Ergo has 51 and begins with 9. */
const longBase58 = new Set([46, 47, 48, 49, 59, 95, 97, 103, 104, 105, 106])

function isBase58Address(word: string): boolean {
  if (!isMixedBase58(word)) return false
  const { length } = word
  if (longBase58.has(length) || (length === 51 && word.startsWith('9'))) return true
  if (length > 44) return false
  return isChecked(word) || isChecked(word, base58xrp) || isKey(word)
}

/** True if a word ends in its checksum, which names in code do not; Ripple has its own alphabet. */
function isChecked(word: string, coder = base58): boolean {
  const bytes = coder.decode(word)
  const [content, checksum] = [bytes.slice(0, -4), bytes.slice(-4)]
  const expected = sha256(sha256(content))
  return content.length >= 21 && checksum.every((byte, place) => byte === expected[place])
}

/** A public key, which is an address on Solana. */
const isKey = (word: string) => word.length >= 32 && base58.decode(word).length === 32

/** How far before a string the word stands that says what it is. */
const reach = 40

/** Words for what a hash names. */
const ofHashes =
  '(?<![a-z])tx(?:n|id|hash|s)?(?![a-z])|transactions?(?![a-z])|hash(?:es)?(?![a-z])|(?<![a-z])blocks?(?![a-z])|checksums?|digest|sha-?\\d{1,3}|(?<![a-z])commits?(?![a-z])|交易(?!所)|哈希|散列|[杂雜][凑湊]|[区區][块塊](?![链鏈])|校[验驗]'
/** Words for what money is sent to, and chains that write accounts like hashes. */
const ofAddresses =
  'addresse?s?|(?<![a-z])addr(?![a-z])|wallets?|accounts?|recipients?|payees?|(?<![a-z])(?:to|send|pay|deposit|sui|aptos|near|starknet|icp)(?![a-z])|地址|位址|[钱錢]包|[账帳][户戶号號]|收款|[转轉]|充值|[汇匯打付存充][到给給至入]'

const hashLabel = new RegExp(ofHashes, 'iu')
const addressLabel = new RegExp(ofAddresses, 'iu')

/**
 * True if a word before a place, in the same line, says that a hash follows, and none near it, in
 * whatever line, speaks of paying: that needs an address, whatever it is called.
 */
function isCalledHash(text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - reach), index)
  const line = before.slice(before.lastIndexOf('\n') + 1)
  return hashLabel.test(line) && !addressLabel.test(before)
}
