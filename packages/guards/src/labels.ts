import { alternativesOf } from './beginnings.ts'
import type { Passage } from './finding.ts'
import { labelWords } from './label-words.ts'
import { endOf, PatternIndex } from './pattern-index.ts'

export type LabelKind = keyof typeof labelWords
export type Label = Passage & { kind: LabelKind }

const kinds = Object.keys(labelWords) as LabelKind[]
const labels = new PatternIndex(
  kinds.flatMap((kind) =>
    labelWords[kind].flatMap(alternativesOf).map((words) => [kind, words] as const)
  ),
  'i'
)

let last: { text: string; found: Label[]; kinds: ReadonlySet<LabelKind> } | undefined

/** The words of a text that say what stands beside them, in order. */
export const labelsIn = (text: string): Label[] => read(text).found

/** Whether a text has one of these kinds anywhere: where it has none, nothing in it is called so. */
export function hasLabel(text: string, of: readonly LabelKind[]): boolean {
  const { kinds } = read(text)
  return of.some((kind) => kinds.has(kind))
}

function read(text: string) {
  // Each detector asks for those of the same text.
  if (last?.text === text) return last
  const found = allIn(text)
  last = { text, found, kinds: new Set(found.map(({ kind }) => kind)) }
  return last
}

function allIn(text: string): Label[] {
  const found: Label[] = []
  for (let at = 0; at < text.length; at += 1) {
    const label = labelAt(text, at)
    if (!label) continue
    found.push(label)
    at = label.end - 1
  }
  return found
}

function labelAt(text: string, start: number): Label | undefined {
  for (const { is, pattern } of labels.at(text, start)) {
    const end = endOf(pattern, text, start)
    if (end !== undefined) return { kind: is, start, end }
  }
  return undefined
}

/**
 * The nearest label that ends before `index` and begins at most `reach` before it; one of these kinds, where
 * others are nothing to somebody.
 */
export function labelBefore(
  text: string,
  index: number,
  reach: number,
  of: readonly LabelKind[] = kinds
): Label | undefined {
  const found = labelsIn(text)
  for (let at = firstFrom(found, index) - 1; at >= 0; at -= 1) {
    const label = found[at]
    if (!label || label.start < index - reach) return undefined
    if (label.end <= index && of.includes(label.kind)) return label
  }
  return undefined
}

/** The first label that begins at `index` or at most `reach` behind it. */
export function labelAfter(text: string, index: number, reach: number): Label | undefined {
  const found = labelsIn(text)
  const label = found[firstFrom(found, index)]
  return label && label.start <= index + reach ? label : undefined
}

/** How many labels begin before a place. */
function firstFrom(found: readonly Label[], index: number): number {
  let [from, to] = [0, found.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((found[middle]?.start ?? 0) < index) from = middle + 1
    else to = middle
  }
  return from
}

export const ofKeys: readonly LabelKind[] = ['key', 'phrase', 'api', 'totp']

/**
 * Whether the nearest word before `index` that says what stands there says: a key. "My private key
 * is safe, the hash is 0x…" names a hash.
 */
export function isCalledKey(text: string, index: number): boolean {
  const label = labelBefore(text, index, 64, [...ofKeys, 'hash'])
  return label !== undefined && label.kind !== 'hash'
}

/**
 * Whether what stands from `start` to `end` is called a key right behind it, in the same sentence, and nothing
 * else before it. "Key" alone says too little there.
 */
export function isCalledKeyBehind(
  text: string,
  start: number,
  end: number,
  reach: number
): boolean {
  const label = labelAfter(text, end, reach)
  if (!label || !ofKeys.includes(label.kind) || label.end - label.start < 4) return false
  if (/[。！？!?\n]|\. /.test(text.slice(end, label.start))) return false
  return labelBefore(text, start, 64, ['hash', 'id']) === undefined
}
