import { loose } from './loose.ts'

/**
 * A MinHash of a text. Two texts agree in about as great a part of their `hashes`, place by place, as
 * their pieces have in common (Jaccard). `keys` finds them in an index: texts that have half of their
 * pieces in common share one nearly always, others seldom (locality-sensitive hashing by bands).
 */
export type MinhashSignature = { hashes: number[]; keys: number[] }

const pieceLength = 4
export const hashCount = 72
/** So many hashes side by side make a key. */
const bandSize = 3
/** What stands further down is not looked at: a longer text is as like another by its beginning. */
const maxLength = 20_000
/** About a line of English or two dozen Han: whoever says less says what many say. */
const minWeight = 60
const hanWeight = 2.5
const isHan = (code: number) => code >= 0x3400 && code <= 0x9fff

/** What a form asks, before what was filled in: everybody who fills it in says that. */
const label =
  /^(?: {0,3}#{1,6} .{1,60}\n+(?=[^\s#])|[ \t*_-]{0,8}(?:【[^】\n]{1,20}】|(?:[^\n:：\p{sc=Han}]{1,25}|[^\n:：]{1,12})[:：](?!\/\/)))/gmu
/** A heading or a colon makes no form of a text. */
const fewLabels = 2

/** Of others' words, of code and of messages of machines, which many paste for good reasons. */
const notTheirs =
  /^(?: {0,3}>.*| {4}.*)$|^ {0,3}(```|~~~)[\s\S]*?(?:^ {0,3}\1|(?![\s\S]))|`[^`\n]+`/gm

/**
 * The sketch of what somebody says in a text (Markdown) in words of their own; null where that is too
 * little to be like anything by more than chance. Quotes, code and the labels of a form are left out.
 */
export function signatureOf(given: string): MinhashSignature | null {
  const text = wordsOf(given.slice(0, maxLength).replace(notTheirs, ' '))
  if (weightOf(text) < minWeight) return null
  const hashes = smallestHashes(text)
  return { hashes, keys: keysOf(hashes) }
}

/** What was filled into a form, or all of what is none. */
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

/** One of each bin, into which all pieces are dealt by their hashes; an empty bin has its neighbour's. */
function smallestHashes(text: string): number[] {
  const smallest = new Array<number>(hashCount).fill(Infinity)
  for (let at = 0; at + pieceLength <= text.length; at += 1) {
    const hash = hashAt(text, at)
    const bin = (hash >>> 0) % hashCount
    if (hash < (smallest[bin] ?? 0)) smallest[bin] = hash
  }
  return smallest.map((hash, bin) => (hash === Infinity ? neighbour(smallest, bin) : hash))
}

function neighbour(hashes: number[], bin: number): number {
  const next = [...hashes.slice(bin), ...hashes].find((hash) => hash !== Infinity)
  return next ?? 0
}

const keysOf = (hashes: number[]): number[] =>
  Array.from({ length: hashCount / bandSize }, (_, band) => {
    const first = band * bandSize
    return hashes.slice(first, first + bandSize).reduce(mixed, band)
  })

const mixed = (hash: number, other: number) => scattered(Math.imul(hash ^ other, 0x01000193))

/** FNV-1a over the units of one piece. */
function hashAt(text: string, start: number): number {
  let hash = 0x811c9dc5
  for (let at = start; at < start + pieceLength; at += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return scattered(hash)
}

/** As MurmurHash ends, so that neighbours stand apart. */
function scattered(given: number): number {
  let hash = Math.imul(given ^ (given >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) | 0
}

/** Two texts are nearly the same that agree in so many of their hashes. */
export const alikeFrom = hashCount / 2
