import { loose } from './loose.ts'

/** The smallest hashes of a text's pieces: two texts share about as many of these as of all pieces. */
export type Sketch = number[]

const pieceLength = 4
const kept = 48
/** What stands further down is not looked at: a longer text is as like another by its beginning. */
const longest = 20_000
/** About a line of English or two dozen Han: whoever says less says what many say. */
const leastWeight = 60
const hanWeight = 2.5
const isHan = (code: number) => code >= 0x3400 && code <= 0x9fff

/** Of others' words, of code and of messages of machines, which many paste for good reasons. */
const notTheirs =
  /^(?: {0,3}>.*| {4}.*)$|^ {0,3}(```|~~~)[\s\S]*?(?:^ {0,3}\1|(?![\s\S]))|`[^`\n]+`/gm

/**
 * The sketch of what somebody says in a text (Markdown) in words of their own; null where that is too
 * little to be like anything by more than chance. Quotes and code are left out.
 */
export function sketchOf(given: string): Sketch | null {
  const { text } = loose(given.slice(0, longest).replace(notTheirs, ' '))
  if (weightOf(text) < leastWeight) return null
  return smallestHashes(text)
}

function weightOf(text: string): number {
  let weight = 0
  for (let at = 0; at < text.length && weight < leastWeight; at += 1)
    weight += isHan(text.charCodeAt(at)) ? hanWeight : 1
  return weight
}

/** In order and each once. */
function smallestHashes(text: string): Sketch {
  const smallest: number[] = []
  for (let at = 0; at + pieceLength <= text.length; at += 1) {
    const hash = hashAt(text, at)
    if (smallest.length < kept || hash < (smallest.at(-1) ?? 0)) insert(smallest, hash)
  }
  return smallest
}

function insert(smallest: number[], hash: number) {
  const place = smallest.findIndex((other) => other >= hash)
  if (smallest[place] === hash) return
  smallest.splice(place === -1 ? smallest.length : place, 0, hash)
  if (smallest.length > kept) smallest.pop()
}

/** FNV-1a over the units of one piece, mixed as MurmurHash does it, so that neighbours stand apart. */
function hashAt(text: string, start: number): number {
  let hash = 0x811c9dc5
  for (let at = start; at < start + pieceLength; at += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) | 0
}

/** Two texts are nearly the same whose sketches share this part of the larger one. */
export const alikeFrom = 0.5
