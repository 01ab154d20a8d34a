import { loose } from '../text-forms/loose.ts'

/**
 * A MinHash signature. The share of equal hashes, position by position, estimates the Jaccard
 * similarity of two texts. `bits` are the hashes one after the other, hexadecimal behind an `x`, as
 * PostgreSQL reads them. `keys` are for an index (locality-sensitive hashing by bands): texts with
 * half of their pieces (shingles) in common nearly always share a key, others rarely.
 */
export type MinhashSignature = { bits: string; keys: number[] }

const pieceLength = 4
const hashCount = 72
/** Bits of a hash. */
const hashSize = 32
/** Number of hashes that form a key. */
const bandSize = 3
/** The rest of a longer text is ignored: its beginning is enough for comparison. */
const maxLength = 20_000
/** About a line of English or two dozen Han; shorter texts are alike by chance. */
const minWeight = 60
const hanWeight = 2.5
const isHan = (code: number) => code >= 0x3400 && code <= 0x9fff

/** Labels of a form, which are the same in all texts written with it. */
const label =
  /^(?: {0,3}#{1,6} .{1,60}\n+(?=[^\s#])|[ \t*_-]{0,8}(?:【[^】\n]{1,20}】|(?:[^\n:：\p{sc=Han}]{1,25}|[^\n:：]{1,12})[:：](?!\/\/)))/gmu
/** With fewer headings or colons, a text is no form. */
const fewLabels = 2

/** Quotes, code and machine output, which many users paste. */
const notTheirs =
  /^(?: {0,3}>.*| {4}.*)$|^ {0,3}(```|~~~)[\s\S]*?(?:^ {0,3}\1|(?![\s\S]))|`[^`\n]+`/gm

/**
 * Returns the signature of the author's own words (Markdown); null if they are too few. Quotes,
 * code and the labels of a form are left out.
 */
export function signatureOf(given: string): MinhashSignature | null {
  const text = wordsOf(given.slice(0, maxLength).replace(notTheirs, ' '))
  if (weightOf(text) < minWeight) return null
  const hashes = smallestHashes(text)
  return { bits: `x${hexOf(hashes)}`, keys: keysOf(hashes) }
}

function hexOf(hashes: number[]): string {
  const bytes = Buffer.alloc((hashCount * hashSize) / 8)
  hashes.forEach((hash, index) => bytes.writeInt32BE(hash, (index * hashSize) / 8))
  return bytes.toString('hex')
}

/** The values of a form, or the whole text if it is no form. */
function wordsOf(theirs: string): string {
  const labels = theirs.match(label)?.length ?? 0
  if (labels < fewLabels) return loose(theirs).text
  const filledIn = loose(theirs.replace(label, ' ')).text
  if (labels === fewLabels && weightOf(filledIn) < minWeight) return loose(theirs).text
  return filledIn
}

function weightOf(text: string): number {
  let weight = 0
  for (let at = 0; at < text.length && weight < minWeight; at += 1)
    weight += isHan(text.charCodeAt(at)) ? hanWeight : 1
  return weight
}

/** The smallest hash of each bin; pieces are assigned to bins by hash. */
function smallestHashes(text: string): number[] {
  const smallest = new Array<number>(hashCount).fill(Infinity)
  for (let at = 0; at + pieceLength <= text.length; at += 1) {
    const hash = hashAt(text, at)
    const bin = (hash >>> 0) % hashCount
    if (hash < (smallest[bin] ?? 0)) smallest[bin] = hash
  }
  return withoutEmpty(smallest)
}

/** An empty bin takes the hash of the next one that is not, the last ones that of the first. */
function withoutEmpty(hashes: number[]): number[] {
  let next = hashes.find((hash) => hash !== Infinity) ?? 0
  for (let bin = hashCount - 1; bin >= 0; bin -= 1) {
    const hash = hashes[bin] ?? Infinity
    if (hash === Infinity) hashes[bin] = next
    else next = hash
  }
  return hashes
}

const keysOf = (hashes: number[]): number[] =>
  Array.from({ length: hashCount / bandSize }, (_, band) => {
    const first = band * bandSize
    return hashes.slice(first, first + bandSize).reduce(mixed, band)
  })

const mixed = (hash: number, other: number) => scattered(Math.imul(hash ^ other, 0x01000193))

/** FNV-1a over the code units of one piece. */
function hashAt(text: string, start: number): number {
  let hash = 0x811c9dc5
  for (let at = start; at < start + pieceLength; at += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return scattered(hash)
}

/** The finalizer of MurmurHash3, which distributes similar inputs. */
function scattered(given: number): number {
  let hash = Math.imul(given ^ (given >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) | 0
}

/** The size of signatures, and from when on two are of texts that are nearly the same. */
export const minhash = {
  hashCount,
  hashSize,
  /** From this number of equal hashes on, texts are nearly the same. */
  alikeFrom: hashCount / 2,
  /**
   * Texts that are alike differ in fewer bits, which is faster to count than equal hashes. Half of
   * the bits of their other hashes differ by chance, about 580; 800 are six standard deviations away
   * also for the shortest texts, whose bins share hashes.
   */
  maxDifferentBits: 800
} as const
