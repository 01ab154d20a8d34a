import { sha256 } from '@noble/hashes/sha2.js'
import { createBase58check } from '@scure/base'
import type { Detector, Finding } from '../detector.ts'
import { hasLabel, isCalledKey, isCalledKeyBehind, ofKeys } from './labels.ts'
import { findScattered } from './scattered-keys.ts'

const pem =
  /-----BEGIN (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)?-----[^-]*(?:-----END [A-Z0-9 ]{0,80}-----)?/g
// Candidates by length; the encodings are checked for these only.
const long = /(?<![A-Za-z0-9])[A-Za-z0-9]{43,112}(?![A-Za-z0-9])/g
const encodings = [
  /^(?:0x)?[0-9a-f]{64}$/i,
  /^(?:0x)?[0-9a-f]{128}$/i,
  /^[1-9A-HJ-NP-Za-km-z]{51,112}$/,
  /^S[A-Z2-7]{55}$/,
  /^\d{70,78}$/,
  /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[1-9A-HJ-NP-Za-km-z]{43,44}$/
]
/** In groups or over several lines. */
const pieces =
  /(?<![0-9a-z])(?:0x|\\x)?[0-9a-f]{2,60}(?:(?:[ \t\r\n·.,:;_|-]{1,6}(?:0x|\\x)?|\\x)[0-9a-f]{2,60}){1,63}(?![0-9a-z])/gi
const base58check = createBase58check(sha256)

/**
 * Finds private keys: PEM blocks with a body, WIF and extended keys by their checksum, and what
 * could be a hash (64 hex digits, 88 characters of base58) if it is called a key.
 */
export const findPrivateKeys: Detector = (text) => [
  ...Array.from(text.matchAll(pem), toFinding).filter(({ start, end }) =>
    /[\w+/=]{32}/.test(text.slice(start + 27, end))
  ),
  ...Array.from(text.matchAll(long))
    .filter(({ 0: letters, index }) => isWif(letters) || isCalledHash(text, letters, index))
    .map(toFinding),
  ...(hasLabel(text, ofKeys) ? [...inPieces(text), ...findScattered(text)] : [])
]

const inPieces = (text: string): Finding[] =>
  Array.from(text.matchAll(pieces))
    .filter(({ 0: letters, index }) => isWhole(letters) && isCalledKey(text, index))
    .map(toFinding)

const toFinding = ({ 0: { length }, index }: RegExpExecArray): Finding => {
  return { kind: 'private_key', start: index, end: index + length }
}

const isCalledHash = (text: string, letters: string, index: number) =>
  encodings.some((encoding) => encoding.test(letters)) &&
  (isCalledKey(text, index) || isCalledKeyBehind(text, index, index + letters.length, 24))

const isWhole = (pieces: string) => pieces.replace(/0x|[^0-9a-f]/gi, '').length === 64

/** True for a key in WIF (51 or 52 characters) or an extended private key with a valid checksum. */
function isWif(text: string): boolean {
  if (!/^(?:[5KL9c].{50,51}|[xyztuvYZUV]prv.{100,108})$/.test(text)) return false
  try {
    return base58check.decode(text).length >= 33
  } catch {
    return false
  }
}
