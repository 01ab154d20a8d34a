import { base58, base58xrp } from '@scure/base'
import { sha256 } from '@noble/hashes/sha2.js'

/** Bech32 of any chain, the same without a prefix, Stellar and Algorand, Filecoin, or in base58. */
export const isCodedAddress = (word: string) =>
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

export const isMixedBase58 = (word: string) =>
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
