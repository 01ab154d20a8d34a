import type { Snapshot } from '@stoa/api'
import { differences, type Piece } from './differences.server.ts'
import { isValue } from './part-words.ts'

/** How one part of what waits for an approval differs from what was read; `name` as in its snapshot. */
export type ChangedPart = { name: string; pieces: Piece[] }

/**
 * What was read against what is there now, part by part: texts word by word, values as a whole.
 * @param read the parts of the snapshot that was read, see `partsIn`
 */
export function changedParts(read: Snapshot['parts'], { parts: now }: Snapshot): ChangedPart[] {
  const [before, after] = [textsIn(read), textsIn(now)]
  const names = [...new Set([...before.keys(), ...after.keys()])]
  return names
    .filter((name) => before.get(name) !== after.get(name))
    .map((name) => ({
      name,
      pieces: piecesOf(name, before.get(name) ?? '', after.get(name) ?? '')
    }))
}

function piecesOf(name: string, before: string, after: string): Piece[] {
  if (!isValue(name)) return differences(before, after)
  const replaced = [
    { kind: 'removed', text: before },
    { kind: 'added', text: after }
  ] as const
  return replaced.filter(({ text }) => text !== '')
}

const textsIn = (parts: Snapshot['parts']) => new Map(parts.map(({ name, text }) => [name, text]))

/** The parts that were read, as a form sends them. What no page of ours sent shows everything as new. */
export function partsIn(read: string): Snapshot['parts'] {
  try {
    const parsed: unknown = JSON.parse(read)
    return Array.isArray(parsed) && parsed.every(isPart) ? parsed : []
  } catch {
    return []
  }
}

const isPart = (one: unknown): one is Snapshot['parts'][number] =>
  typeof one === 'object' &&
  one !== null &&
  'name' in one &&
  'text' in one &&
  typeof one.name === 'string' &&
  typeof one.text === 'string'
