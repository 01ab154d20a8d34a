import { alternativesOf } from '../pattern-index/beginnings.ts'
import type { Passage } from '../detector.ts'
import { labelWords } from './label-words.ts'
import { endOf, PatternIndex } from '../pattern-index/pattern-index.ts'

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

/** Finds the words that label what is beside them, in order. */
export const labelsIn = (text: string): Label[] => read(text).found

/**
 * True if the text contains a label of these kinds. If not, detectors of labelled values can skip
 * it.
 */
export function hasLabel(text: string, of: readonly LabelKind[]): boolean {
  const { kinds } = read(text)
  return of.some((kind) => kinds.has(kind))
}

function read(text: string) {
  // Cached for the last text, as every detector asks for its labels.
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
 * The nearest label that ends before `index` and starts at most `reach` before it. `of` limits it
 * to some kinds.
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

/** The first label that starts at `index` or at most `reach` after it. */
export function labelAfter(text: string, index: number, reach: number): Label | undefined {
  const found = labelsIn(text)
  const label = found[firstFrom(found, index)]
  return label && label.start <= index + reach ? label : undefined
}

/** Number of labels that start before `index`. */
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
 * True if the nearest label before `index` is one of a key. In "My private key is safe, the hash is
 * 0x…" the nearest is that of a hash.
 */
export function isCalledKey(text: string, index: number): boolean {
  const label = labelBefore(text, index, 64, [...ofKeys, 'hash'])
  return label !== undefined && label.kind !== 'hash'
}

/**
 * True if a label of a key follows in the same sentence and no label of a hash or id precedes. The
 * word "key" alone is too weak here.
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
